package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.cart.CartEvent.ItemAdded;
import souk.platform.postgres.TestPostgres;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A guest fills a cart: from HTTP to the event to the view and back, over a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class CartWalkthroughTest {

    private static final String ITEMS = "/api/carts/current/items";

    @LocalServerPort int port;
    @Autowired EventStore events;
    @Autowired Environment settings;

    private Shopper guest;
    private Members members;
    private Shelves shelves;

    @BeforeEach
    void arrive() {
        URI shop = URI.create("http://localhost:" + port);
        guest = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "MUG", "BOWL", "S0", "S1", "S2", "S3");
    }

    private String item(String name, int quantity) {
        return "{\"sku\": \"%s\", \"quantity\": %d}".formatted(shelves.sku(name), quantity);
    }

    private String twoMugs() {
        return item("MUG", 2);
    }

    private String line(String name) {
        return ITEMS + "/" + shelves.sku(name);
    }

    private Reply read(Reply after) {
        return guest.get("/api/carts/current", "Souk-Position", after.header("Souk-Position"));
    }

    private long storedAdditions(String cartId) {
        return events.readEvents(cartId)
                .asStream()
                .filter(event -> event.getPayloadType() == ItemAdded.class)
                .count();
    }

    @Test
    void a_guest_fills_changes_and_clears_a_cart() {
        Reply created = guest.post("/api/carts", "{}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Set-Cookie"))
                .startsWith("souk_cart=")
                .contains("HttpOnly", "SameSite=Lax");

        Reply added = guest.post(ITEMS, twoMugs());
        assertThat(added.status()).isIn(200, 201);
        assertThat(added.header("ETag")).isEqualTo("\"1\"");

        guest.post(ITEMS, item("BOWL", 1));
        Reply changed = guest.patch(line("MUG"), "{\"quantity\": 5}");
        Reply view = read(changed);
        assertThat(view.status()).isEqualTo(200);
        assertThat(view.json()).isEqualTo(changed.json());
        assertThat(view.json().at("/lines/0/sku").stringValue()).isEqualTo(shelves.sku("MUG"));
        assertThat(view.json().at("/lines/0/quantity").intValue()).isEqualTo(5);
        assertThat(view.json().get("itemCount").intValue()).isEqualTo(6);
        assertThat(view.header("ETag")).isEqualTo("\"3\"");

        assertThat(read(guest.delete(line("BOWL"))).json().get("lines")).hasSize(1);
        assertThat(read(guest.delete(ITEMS)).json().get("lines")).isEmpty();
    }

    @Test
    void adding_twice_with_one_key_adds_once() {
        String cartId = guest.post("/api/carts", "{}").json().get("id").stringValue();
        String key = UUID.randomUUID().toString();

        Reply first = guest.post(ITEMS, twoMugs(), "Idempotency-Key", key);
        Reply second = guest.post(ITEMS, twoMugs(), "Idempotency-Key", key);

        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(storedAdditions(cartId)).isEqualTo(1);
    }

    @Test
    void parallel_additions_all_count() {
        guest.post("/api/carts", "{}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 40)
                    .mapToObj(
                            i ->
                                    CompletableFuture.supplyAsync(
                                            () -> guest.post(ITEMS, item("S" + i % 4, 1)), threads))
                    .toList()
                    .forEach(reply -> assertThat(reply.join().status()).isIn(200, 201));
        }

        Reply view = read(guest.post(ITEMS, twoMugs()));

        assertThat(view.json().get("itemCount").intValue()).isEqualTo(42);
        assertThat(view.json().get("lines")).hasSize(5);
    }

    @Test
    void somebody_who_read_an_older_version_is_told() {
        guest.post("/api/carts", "{}");
        guest.post(ITEMS, twoMugs());

        Reply refused = guest.post(ITEMS, twoMugs(), "If-Match", "\"0\"");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("code").stringValue()).isEqualTo("version_mismatch");
        assertThat(refused.json().get("currentVersion").longValue()).isEqualTo(1);
    }

    @Test
    void prices_are_those_of_the_shop() {
        guest.post("/api/carts", "{}");
        guest.post(
                ITEMS,
                """
                {"sku": "%s", "quantity": 2, "price": {"amount": 1, "currency": "EUR"}}
                """
                        .formatted(shelves.sku("MUG")));

        Reply priced = shelves.price("MUG", 1_250);
        Reply view = read(priced);

        assertThat(view.json().at("/lines/0/unitPrice/amount").longValue()).isEqualTo(1_000);
        assertThat(view.json().at("/lines/0/currentPrice/amount").longValue()).isEqualTo(1_250);
        assertThat(view.json().at("/lines/0/total/amount").longValue()).isEqualTo(2_500);
        assertThat(view.json().at("/subtotal/amount").longValue()).isEqualTo(2_500);
        assertThat(view.json().at("/priceChanges/0/from/amount").longValue()).isEqualTo(1_000);
        assertThat(view.json().at("/priceChanges/0/to/amount").longValue()).isEqualTo(1_250);
        assertThat(guest.post(ITEMS, item("BOWL", 1)).json().get("priceChanges"))
                .isEqualTo(view.json().get("priceChanges"));
    }

    @Test
    void what_is_delisted_can_not_be_added_and_is_not_available() {
        guest.post("/api/carts", "{}");
        guest.post(ITEMS, twoMugs());

        Reply view = read(shelves.delist("MUG"));
        Reply refused = guest.post(ITEMS, twoMugs());

        assertThat(view.json().at("/lines/0/available").booleanValue()).isFalse();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("not_for_sale");
        assertThat(guest.patch(line("MUG"), "{\"quantity\": 1}").status()).isEqualTo(200);
    }

    @Test
    void what_suspended_sellers_offer_can_not_be_added_and_is_not_available() {
        guest.post("/api/carts", "{}");
        assertThat(guest.post(ITEMS, twoMugs()).json().at("/lines/0/available").booleanValue())
                .isTrue();

        Reply view = read(shelves.suspendSeller());

        assertThat(view.json().at("/lines/0/available").booleanValue()).isFalse();
        assertThat(guest.post(ITEMS, twoMugs()).json().get("code").stringValue())
                .isEqualTo("not_for_sale");
    }

    @Test
    void stock_is_nobodys_business_but_that_of_its_seller() {
        String path = "/api/stock/" + shelves.sku("MUG");
        var other = new Shelves(URI.create("http://localhost:" + port), members, "MUG");

        assertThat(guest.get(path).status()).isEqualTo(401);
        assertThat(guest.get(path, members.join().token()).status()).isEqualTo(403);
        assertThat(guest.get(path, other.seller().token()).status()).isEqualTo(404);
        Reply foreign = guest.put(path, "{\"onHand\": 1}", other.seller().token());
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.json().get("code").stringValue()).isEqualTo("stock_not_found");
        Reply adjusted =
                guest.post(
                        path + "/adjustments",
                        "{\"delta\": -5, \"reason\": \"broken\"}",
                        members.admin().token());
        assertThat(adjusted.json().get("available").intValue()).isEqualTo(99_995);
        assertThat(adjusted.header("ETag")).isEqualTo("\"2\"");
        Reply seen =
                guest.get(
                        path,
                        shelves.seller()
                                .tokenAnd("Souk-Position", adjusted.header("Souk-Position")));
        assertThat(seen.json()).isEqualTo(adjusted.json());
        Reply listed = guest.get("/api/stock?total=true", shelves.seller().token());
        assertThat(listed.json().get("total").intValue()).isEqualTo(6);
    }

    @Test
    void a_sku_with_slashes_is_reached_everywhere() {
        URI shop = URI.create("http://localhost:" + port);
        var odd = new Shelves(shop, members, "MUG/adjustments/1.5_b");
        String[] seller = odd.seller().token();
        String stock = "/api/stock/" + odd.sku("MUG/adjustments/1.5_b").replace("/", "%2F");
        String line = ITEMS + "/" + odd.sku("MUG/adjustments/1.5_b");
        guest.post("/api/carts", "{}");

        assertThat(guest.put(stock, "{\"onHand\": 5}", seller).status()).isEqualTo(200);
        guest.patch(stock, "{\"threshold\": 1}", seller);
        guest.post(stock + "/receipts", "{\"quantity\": 4}", seller);
        Reply adjusted =
                guest.post(stock + "/adjustments", "{\"delta\": -1, \"reason\": \"x\"}", seller);
        assertThat(adjusted.json().get("onHand").intValue()).isEqualTo(8);
        Reply seen =
                guest.get(
                        stock,
                        odd.seller().tokenAnd("Souk-Position", adjusted.header("Souk-Position")));
        assertThat(seen.json()).isEqualTo(adjusted.json());

        Reply added =
                guest.post(
                        ITEMS,
                        "{\"sku\": \"%s\", \"quantity\": 1}"
                                .formatted(odd.sku("MUG/adjustments/1.5_b")));
        assertThat(added.status()).as(added.response().body()).isEqualTo(200);
        assertThat(guest.patch(line, "{\"quantity\": 2}").json().get("itemCount").intValue())
                .isEqualTo(2);
        assertThat(guest.delete(line.replace("/1.5", "%2F1.5")).json().get("itemCount").intValue())
                .isZero();
    }

    @Test
    void a_sku_that_no_path_could_hold_is_not_given() {
        for (String sku : List.of("A/../B", "A//B", "A/", "A/.", "A/.B", "A/./B", "A/-")) {
            Reply refused =
                    guest.post(
                            "/api/products",
                            """
                            {"title": "Mug", "variants":
                             [{"sku": "%s", "price": {"amount": 1, "currency": "EUR"}}]}\
                            """
                                    .formatted(sku),
                            shelves.seller().token());
            assertThat(refused.status()).as(sku).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/code").stringValue()).isEqualTo("invalid_sku");
        }
    }

    @Test
    void another_guest_sees_nothing_of_it() {
        guest.post("/api/carts", "{}");
        var other = new Shopper(URI.create("http://localhost:" + port));

        assertThat(other.get("/api/carts/current").json().get("code").stringValue())
                .isEqualTo("cart_not_found");
    }

    @Test
    void the_house_tells_how_it_is() {
        for (String path : List.of("", "/liveness", "/readiness")) {
            Reply health = guest.get("/actuator/health" + path);
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().get("status").stringValue()).isEqualTo("UP");
            assertThat(health.json().has("components")).isFalse();
        }
        assertThat(guest.get("/actuator/health/db").status()).isNotEqualTo(200);
        String[] admin = members.admin().token();
        assertThat(guest.get("/actuator/health", admin).json().at("/components/db/details"))
                .isNotEmpty();
        assertThat(guest.get("/api/openapi.json").json().at("/paths/~1api~1carts").isMissingNode())
                .isFalse();
        assertThat(guest.get("/api/projections").status()).isEqualTo(401);
    }
}
