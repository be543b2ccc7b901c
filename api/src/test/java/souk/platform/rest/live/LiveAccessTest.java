package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountEvent.RolesChanged;
import souk.account.Role;
import souk.account.SessionEvent.SessionEnded;
import souk.account.SessionId;
import souk.cart.CartId;
import souk.kernel.Rejected;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.rest.StubOrders;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;
import souk.platform.rest.StubEvents;
import souk.platform.rest.live.Scene.Guest;
import souk.platform.rest.live.Scene.Person;
import souk.seller.SellerEvent.SellerSuspended;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who is told, and for how long. */
@HttpTest
class LiveAccessTest {

    @Autowired Client client;
    @Autowired StubEvents events;
    @Autowired StubOrders orders;
    @Autowired MovableClock clock;
    @Autowired QueryBus queries;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(client, events);
    }

    @AfterEach
    void behave() {
        orders.behave();
    }

    private Reply ask(String topics, String... headers) {
        return client.get("/api/stream?topics=" + topics, headers);
    }

    @Test
    void nobody_listens_to_nothing() {
        Guest guest = scene.guest();
        client.get("/api/stream", guest.cookie())
                .isProblem(400, "invalid_input")
                .names("topics", "required");
        ask("", guest.cookie()).isProblem(400, "invalid_input").names("topics", "unknown_topic");
        ask("cart,weather", guest.cookie())
                .isProblem(400, "invalid_input")
                .names("topics", "unknown_topic");
        ask("cart,", guest.cookie()).isProblem(400, "invalid_input");
        ask("order", guest.cookie())
                .isProblem(400, "invalid_input")
                .names("topics", "invalid_topic");
        ask("order:", guest.cookie())
                .isProblem(400, "invalid_input")
                .names("topics", "invalid_topic");
        ask("order:MUG", guest.cookie()).isProblem(400, "invalid_input");
        ask("auction:ord_01hzy00000000000000000000a").isProblem(400, "invalid_input");
        ask("cart:" + guest.cart(), guest.cookie())
                .isProblem(400, "invalid_input")
                .names("topics", "invalid_topic");
        String many =
                IntStream.range(0, 51)
                        .mapToObj(_ -> "order:" + Scene.ORDER)
                        .collect(Collectors.joining(","));
        ask(many, guest.cookie())
                .isProblem(400, "invalid_input")
                .names("topics", "too_many_topics");
        client.get("/api/stream?topics=cart&since=1", guest.cookie())
                .isProblem(400, "invalid_input")
                .names("since", "unknown_parameter");
    }

    @Test
    void ids_are_ours() {
        Guest guest = scene.guest();
        for (String id : new String[] {"x", "-1", "1.x", "1e3", "9999999999999999999"}) {
            ask("cart", Client.with(guest.cookie(), "Last-Event-ID", id))
                    .isProblem(400, "invalid_input")
                    .names("lastEventId", "invalid_event_id");
        }
        client.get("/api/stream?topics=cart&lastEventId=yesterday", guest.cookie())
                .isProblem(400, "invalid_input")
                .names("lastEventId", "invalid_event_id");
    }

    @Test
    void a_cart_is_for_whoever_has_its_cookie() {
        ask("cart").isProblem(404, "cart_not_found");
        String forged = "souk_cart=" + scene.guest().cart() + "." + "x".repeat(43);
        ask("cart", "Cookie", forged, "Last-Event-ID", "0").isProblem(404, "cart_not_found");
    }

    @Test
    void an_account_may_wait_for_its_first_cart() {
        Person mia = scene.person("CUSTOMER");
        try (Ears ears = Ears.open(client, "cart", mia.token())) {
            ears.upTo(events.position());
            scene.clear(CartId.of(mia.id()));
            assertThat(ears.heard(1)).hasSize(1);
        }
    }

    @Test
    void an_order_is_for_its_buyer_and_the_shop() {
        orders.answer =
                query -> {
                    if (query instanceof FindOrder find && find.buyer() != null) {
                        throw new Rejected(new OrderNotFound());
                    }
                    return null;
                };
        String order = "order:" + Scene.ORDER;
        ask(order).isProblem(401, "unauthenticated");
        ask(order, scene.guest().cookie()).isProblem(404, "order_not_found");
        ask(order, scene.person("SELLER").token()).isProblem(404, "order_not_found");
        ask("cart," + order, scene.guest().cookie()).isProblem(404, "order_not_found");
        try (Ears ears = Ears.open(client, order, client.admin())) {
            assertThat(ears.response().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void topics_of_roles_are_for_those_who_have_them() {
        Person mia = scene.person("CUSTOMER");
        for (String topic : new String[] {"admin", "seller"}) {
            ask(topic).isProblem(401, "unauthenticated");
            ask(topic, scene.guest().cookie()).isProblem(401, "unauthenticated");
            ask(topic, mia.token()).isProblem(403, "forbidden");
            ask(topic, Client.bearer("nonsense")).isProblem(401, "unauthenticated");
        }
        ask("admin", scene.person("SELLER").token()).isProblem(403, "forbidden");
        ask("seller", scene.person("ADMIN").token()).isProblem(403, "forbidden");
    }

    @Test
    void whoever_loses_a_role_is_told_nothing_more() {
        Person mia = scene.person("ADMIN");
        Person other = scene.person("ADMIN");
        try (Ears ears = Ears.open(client, "admin", mia.token());
                Ears others = Ears.open(client, "admin", other.token())) {
            others.upTo(events.position());
            events.happened(mia.id().value(), 2, new RolesChanged(mia.id(), Set.of(Role.CUSTOMER)));
            ears.isOver();
            assertThat(others.goesOn()).isTrue();
        }
    }

    @Test
    void whoever_logs_out_is_told_nothing_more() {
        Person mia = scene.person("ADMIN");
        try (Ears ears = Ears.open(client, "admin", mia.token())) {
            ears.upTo(events.position());
            String session = sessionOf(mia);
            events.happened(
                    session,
                    1,
                    new SessionEnded(new SessionId(session), SessionEnded.Reason.LOGGED_OUT));
            ears.isOver();
        }
    }

    private static String sessionOf(Person person) {
        String claims = person.token()[1].split("\\.")[1];
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(claims))
                .path("sid")
                .asString();
    }

    @Test
    void a_seller_who_is_suspended_has_to_ask_again() {
        Person mia = scene.person("SELLER");
        try (Ears ears = Ears.open(client, "seller", mia.token())) {
            ears.upTo(events.position());
            events.happened(mia.seller().value(), 1, new SellerSuspended(mia.seller(), "a test"));
            ears.isOver();
        }
    }

    @Test
    void a_token_opens_the_stream_for_as_long_as_it_is_good() {
        Person mia = scene.person("ADMIN");
        Guest guest = scene.guest();
        try (Ears ears = Ears.open(client, "admin", mia.token());
                Ears guests = Ears.open(client, "cart", guest.cookie())) {
            ears.upTo(events.position());
            clock.moveOn(Duration.ofMinutes(16));
            ears.isOver();
            scene.clear(guest.cart());
            assertThat(guests.heard(1)).hasSize(1);
        }
        ask("admin", mia.token()).isProblem(401, "unauthenticated");
    }
}
