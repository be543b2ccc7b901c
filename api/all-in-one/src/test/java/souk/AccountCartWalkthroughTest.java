package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.GuestCartTakenOver;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Guests who log in, at times from several places at once. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class AccountCartWalkthroughTest {

    private static final String CURRENT = "/api/carts/current";
    private static final String ITEMS = CURRENT + "/items";

    @LocalServerPort int port;
    @Autowired EventStore events;
    @Autowired Environment settings;

    private Shopper guest;
    private Shelves shelves;
    private Member member;

    @BeforeEach
    void arrive() {
        URI shop = URI.create("http://localhost:" + port);
        guest = new Shopper(shop);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "MUG", "BOWL", "RARE", "S0", "S1", "S2", "S3");
        member = members.join();
    }

    private String item(String name, int quantity) {
        return "{\"sku\": \"%s\", \"quantity\": %d}".formatted(shelves.sku(name), quantity);
    }

    private Reply login() {
        return guest.post(
                "/api/auth/login",
                "{\"email\": \"%s\", \"password\": \"battery staple\"}".formatted(member.email()));
    }

    private JsonNode cart(Reply after) {
        Reply read =
                guest.get(CURRENT, member.tokenAnd("Souk-Position", after.header("Souk-Position")));
        assertThat(read.status()).as(read.response().body()).isEqualTo(200);
        return read.json();
    }

    private long stored(String stream, Class<?> type) {
        return events.readEvents(stream)
                .asStream()
                .filter(event -> event.getPayloadType() == type)
                .count();
    }

    @Test
    void what_a_guest_has_collected_is_in_the_cart_of_the_account() {
        guest.post(ITEMS, item("MUG", 1), member.token());
        guest.post("/api/carts", "{}");
        guest.post(ITEMS, item("MUG", 2));
        guest.post(ITEMS, item("BOWL", 1));

        Reply in = login();
        JsonNode cart = cart(in);

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.header("Set-Cookie")).startsWith("souk_cart=;").contains("Max-Age=0");
        assertThat(cart.at("/lines/0/sku").stringValue()).isEqualTo(shelves.sku("MUG"));
        assertThat(cart.at("/lines/0/quantity").intValue()).isEqualTo(3);
        assertThat(cart.at("/lines/1/sku").stringValue()).isEqualTo(shelves.sku("BOWL"));
        assertThat(cart.get("itemCount").intValue()).isEqualTo(4);
        assertThat(cart.at("/subtotal/amount").longValue()).isEqualTo(4_000);
        assertThat(guest.get(CURRENT).status()).isEqualTo(404);
    }

    @Test
    void what_there_is_not_enough_of_is_left_behind_and_noted() {
        guest.post("/api/carts", "{}");
        shelves.stock("RARE", 5);
        guest.post(ITEMS, item("RARE", 5));
        shelves.stock("RARE", 3);

        JsonNode cart = cart(login());

        assertThat(cart.at("/lines/0/quantity").intValue()).isEqualTo(3);
        assertThat(cart.at("/notes/0/quantity").intValue()).isEqualTo(2);
        assertThat(cart.at("/notes/0/reason").stringValue()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void what_is_sold_out_is_refused() {
        guest.post("/api/carts", "{}");
        shelves.stock("RARE", 2);
        guest.post(ITEMS, item("RARE", 2));

        Reply refused = guest.post(ITEMS, item("RARE", 1));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("out_of_stock");
        assertThat(refused.json().at("/skus/0/sku").stringValue()).isEqualTo(shelves.sku("RARE"));
        assertThat(refused.json().at("/skus/0/available").intValue()).isEqualTo(2);

        shelves.stock("RARE", 3);
        assertThat(guest.post(ITEMS, item("RARE", 1)).status()).isEqualTo(200);
        Reply recounted = shelves.stock("RARE", 1);
        Reply view = guest.get(CURRENT, "Souk-Position", recounted.header("Souk-Position"));
        assertThat(view.json().at("/lines/0/available").booleanValue()).isFalse();
    }

    @Test
    void a_guest_does_not_get_the_cart_of_an_account() {
        String forged = "souk_cart=cart_7" + member.id().substring(5) + "." + "A".repeat(43);

        Reply opened = guest.post("/api/carts", "{}", "Cookie", forged);
        Reply own = guest.post("/api/carts", "{}", member.token());

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.json().get("id")).isNotEqualTo(own.json().get("id"));
        assertThat(own.status()).isEqualTo(201);
    }

    @RepeatedTest(3)
    void two_at_once_never_open_two_carts() {
        List<Reply> opened =
                AtOnce.send(
                        IntStream.range(0, 8)
                                .mapToObj(
                                        _ -> () -> guest.post("/api/carts", "{}", member.token())));

        assertThat(opened).allSatisfy(reply -> assertThat(reply.status()).isIn(200, 201));
        assertThat(opened)
                .extracting(reply -> reply.json().get("id"))
                .hasSize(8)
                .containsOnly(opened.getFirst().json().get("id"));
        assertThat(stored(opened.getFirst().json().get("id").stringValue(), CartCreated.class))
                .isEqualTo(1);
    }

    @RepeatedTest(3)
    void what_is_added_at_once_all_counts() {
        List<Reply> added =
                AtOnce.send(
                        IntStream.range(0, 16)
                                .mapToObj(
                                        i ->
                                                () ->
                                                        guest.post(
                                                                ITEMS,
                                                                item("S" + i % 4, 1),
                                                                member.token())));

        assertThat(added).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        JsonNode cart = cart(guest.post(ITEMS, item("MUG", 1), member.token()));
        assertThat(cart.get("itemCount").intValue()).isEqualTo(17);
        assertThat(cart.get("lines")).hasSize(5);
    }

    @RepeatedTest(3)
    void logging_in_twice_at_once_takes_over_once() {
        guest.post("/api/carts", "{}");
        Reply added = guest.post(ITEMS, item("MUG", 2));

        List<Reply> in = AtOnce.send(IntStream.range(0, 4).mapToObj(_ -> this::login));

        assertThat(in).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(added.status()).isEqualTo(200);
        JsonNode cart = cart(guest.post(ITEMS, item("BOWL", 1), member.token()));
        assertThat(cart.get("itemCount").intValue()).isEqualTo(3);
        String id = cart.get("id").stringValue();
        assertThat(stored(id, GuestCartTakenOver.class)).isEqualTo(1);
        assertThat(stored(id, CartCreated.class)).isEqualTo(1);
    }

    @RepeatedTest(5)
    void what_is_added_while_logging_in_is_taken_over_or_refused() {
        Reply opened = guest.post("/api/carts", "{}");
        String cookie = opened.header("Set-Cookie").replaceFirst(";.*", "");
        guest.post(ITEMS, item("MUG", 1));
        var elsewhere = new Shopper(URI.create("http://localhost:" + port));

        List<Reply> replies =
                AtOnce.send(
                        Stream.concat(
                                Stream.of(this::login),
                                IntStream.range(0, 6)
                                        .mapToObj(
                                                _ ->
                                                        () ->
                                                                elsewhere.post(
                                                                        ITEMS,
                                                                        item("BOWL", 1),
                                                                        "Cookie",
                                                                        cookie))));

        assertThat(replies.getFirst().status()).isEqualTo(200);
        assertThat(replies.stream().skip(1))
                .allSatisfy(reply -> assertThat(reply.status()).isIn(200, 409));
        long bowls = replies.stream().skip(1).filter(reply -> reply.status() == 200).count();
        JsonNode cart = cart(guest.post(ITEMS, item("S0", 1), member.token()));
        assertThat(cart.get("itemCount").longValue()).isEqualTo(1 + bowls + 1);
    }
}
