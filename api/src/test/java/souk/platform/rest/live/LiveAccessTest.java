package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountEvent.RoleGranted;
import souk.account.AccountEvent.RolesChanged;
import souk.account.Role;
import souk.account.SessionEvent.SessionEnded;
import souk.account.SessionId;
import souk.auction.AuctionId;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.Audience;
import souk.auction.rest.StubAuctions;
import souk.cart.CartId;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductId;
import souk.kernel.Rejected;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.rest.StubOrders;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;
import souk.platform.rest.StubAccounts;
import souk.platform.rest.StubCarts;
import souk.platform.rest.StubEvents;
import souk.platform.rest.live.Scene.Guest;
import souk.platform.rest.live.Scene.Person;
import souk.seller.SellerEvent.SellerSuspended;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who is told, and for how long. */
@HttpTest
class LiveAccessTest {

    @Autowired Client client;
    @Autowired StubEvents events;
    @Autowired StubOrders orders;
    @Autowired MovableClock clock;
    @Autowired StubAuctions auctions;
    @Autowired StubAccounts accounts;
    @Autowired StubCarts carts;
    @Autowired LiveSettings settings;

    private static final AuctionId AUCTION = new AuctionId("auc_01hzy00000000000000000000b");

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(client, events);
    }

    @AfterEach
    void behave() {
        orders.behave();
        auctions.behave();
        carts.caughtUp = false;
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
        carts.caughtUp = true;
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
    void nothing_is_told_that_happened_after_a_role_was_lost() {
        var mug = new ProductId("prd_01hzy00000000000000000000c");
        for (int i = 0; i < 10; i++) {
            Person mia = scene.person("ADMIN");
            Person other = scene.person("ADMIN");
            try (Ears ears = Ears.open(client, "admin", mia.token());
                    Ears others = Ears.open(client, "admin", other.token())) {
                ears.upTo(events.position());
                others.upTo(events.position());
                events.happened(
                        mia.id().value(), 2, new RolesChanged(mia.id(), Set.of(Role.CUSTOMER)));
                events.happened(mug.value(), i, new ProductListed(mug));
                ears.isOver();
                assertThat(ears.heard()).isEmpty();
                assertThat(others.heard(1)).hasSize(1);
            }
        }
    }

    @Test
    void a_dealer_is_let_in_by_what_holds_now() {
        auctions.answer =
                query -> {
                    if (auctions.askedAt != null && auctions.askedAt >= events.position()) {
                        throw new Rejected(new AuctionNotFound());
                    }
                    return StubAuctions.auction(AUCTION, Audience.RETAILERS); // as it was
                };
        Person mia = scene.person("SELLER");
        scene.clear(scene.guest().cart());
        try (Ears follower = Ears.open(client, "cart", scene.guest().cookie())) {
            follower.upTo(events.position());
            ask("auction:" + AUCTION, mia.token()).isProblem(404, "auction_not_found");
        }
    }

    @Test
    void whoever_comes_back_may_add_what_is_newer_than_what_he_has_seen() {
        Guest guest = scene.guest();
        long seen = scene.clear(guest.cart());
        long made = scene.clear(scene.guest().cart());
        auctions.answer =
                query -> {
                    if (auctions.askedAt == null || auctions.askedAt < made) {
                        throw new Rejected(new AuctionNotFound());
                    }
                    return null;
                };
        try (Ears follower = Ears.open(client, "cart", guest.cookie())) {
            follower.upTo(made);
            String[] resumed = Client.with(guest.cookie(), "Last-Event-ID", String.valueOf(seen));
            try (Ears ears = Ears.open(client, "cart,auction:" + AUCTION, resumed)) {
                assertThat(ears.response().statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void nobody_waits_for_a_question_about_somebody_else() throws Exception {
        Person mia = scene.person("CUSTOMER");
        Guest guest = scene.guest();
        var asking = new CountDownLatch(1);
        var answering = new CountDownLatch(1);
        try (Ears ears = Ears.open(client, "cart", guest.cookie())) {
            accounts.before =
                    () -> {
                        asking.countDown();
                        try {
                            answering.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    };
            ears.upTo(
                    events.happened(mia.id().value(), 2, new RoleGranted(mia.id(), Role.CUSTOMER)));
            var asked =
                    CompletableFuture.supplyAsync(
                            () -> client.get("/api/me", mia.token()), Thread::startVirtualThread);
            asking.await();
            events.happened(mia.id().value(), 3, new RoleGranted(mia.id(), Role.CUSTOMER));
            scene.clear(guest.cart());
            assertThat(ears.heard(1)).hasSize(1);
            assertThat(asked).isNotDone();
            answering.countDown();
            assertThat(asked.get().status()).isEqualTo(200);
        } finally {
            answering.countDown();
            accounts.before = () -> {};
        }
    }

    @Test
    void nobody_has_all_the_places() {
        Person mia = scene.person("CUSTOMER");
        List<Ears> all = new ArrayList<>();
        try {
            for (int i = 0; i < settings.streamsEach(); i++) {
                all.add(Ears.open(client, "cart", mia.token()));
            }
            Reply refused = ask("cart", mia.token()).isProblem(429, "rate_limited");
            assertThat(refused.header("Retry-After")).isNotBlank();
            try (Ears other = Ears.open(client, "cart", scene.person("CUSTOMER").token())) {
                assertThat(other.response().statusCode()).isEqualTo(200);
            }
        } finally {
            all.forEach(Ears::close);
        }
    }

    @Test
    void nobody_reads_all_of_the_past() {
        assertThat(settings.farthest()).isEqualTo(100_000);
        assertThat(settings.streamsEach()).isEqualTo(50);
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
