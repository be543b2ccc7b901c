package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** From a guest's cart to money that has gone back: over HTTP, on a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class CheckoutWalkthroughTest {

    private static final String CHECKOUT = "/api/carts/current/checkout";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @LocalServerPort int port;
    @Autowired Environment settings;

    private Shopper guest;
    private Shopper http;
    private Shelves shelves;
    private String[] admin;

    @BeforeEach
    void arrive() {
        guest = new Shopper(shop());
        http = new Shopper(shop());
        Members members = members();
        shelves = new Shelves(shop(), members, "MUG", "BOWL");
        shelves.stock("MUG", 10);
        shelves.stock("BOWL", 10);
        admin = members.admin().token();
        guest.post("/api/carts", "{}");
    }

    private URI shop() {
        return URI.create("http://localhost:" + port);
    }

    private Members members() {
        return new Members(shop(), settings.getRequiredProperty("souk.admin.email"));
    }

    private static JsonNode ok(Reply reply, int status) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply.json();
    }

    private static void isProblem(Reply reply, int status, String code) {
        assertThat(reply.json().path("code").asString())
                .as(reply.response().body())
                .isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    private void add(String name, int quantity) {
        put(shelves.sku(name), quantity);
    }

    private void put(String sku, int quantity) {
        ok(
                guest.post(
                        "/api/carts/current/items",
                        "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity)),
                200);
    }

    private Reply checkOut() {
        return guest.post(CHECKOUT, Orders.CHECKOUT);
    }

    private Reply expecting(long total) {
        return guest.post(
                CHECKOUT,
                Orders.CHECKOUT.replaceFirst(
                        "\\{",
                        "{\"expectedTotal\": {\"amount\": %d, \"currency\": \"EUR\"},"
                                .formatted(total)));
    }

    private String ordered() {
        return ok(checkOut(), 201).get("id").stringValue();
    }

    private String pay(String order) {
        Reply session = guest.post("/api/orders/" + order + "/payment", "{}");
        return ok(session, 201).get("checkoutUrl").stringValue();
    }

    private String paid() {
        String order = ordered();
        Orders.payAt(pay(order), http);
        until(order, "PAID");
        return order;
    }

    private JsonNode until(String order, String status) {
        return Orders.until(guest, "/api/orders/" + order, status::equals).json();
    }

    private String[] after(Reply written, String... identity) {
        String[] headers = java.util.Arrays.copyOf(identity, identity.length + 2);
        headers[identity.length] = "Souk-Position";
        headers[identity.length + 1] = written.header("Souk-Position");
        return headers;
    }

    private String stock(String name) {
        JsonNode stock =
                http.get("/api/stock/" + shelves.sku(name), shelves.seller().token()).json();
        return stock.get("onHand") + "/" + stock.get("reserved");
    }

    private void untilStockIs(String name, String expected) {
        await().atMost(PATIENCE).until(() -> stock(name), expected::equals);
    }

    private Reply refund(String order, String body) {
        return http.post("/api/admin/orders/" + order + "/refunds", body, admin);
    }

    private static List<String> timeline(JsonNode order) {
        return StreamSupport.stream(order.get("timeline").spliterator(), false)
                .map(it -> it.get("status").stringValue())
                .toList();
    }

    @Test
    void from_a_cart_to_money_that_has_gone_back() {
        add("MUG", 2);
        add("BOWL", 1);

        Reply placed = expecting(3_000);
        JsonNode order = ok(placed, 201);
        String id = order.get("id").stringValue();
        assertThat(placed.header("Location")).isEqualTo("/api/orders/" + id);
        assertThat(order.get("status").stringValue()).isEqualTo("PLACED");
        assertThat(order.at("/amounts/total/amount").longValue()).isEqualTo(3_000);
        assertThat(ok(guest.get("/api/carts/current", after(placed)), 200).get("lines")).isEmpty();
        untilStockIs("MUG", "10/2");

        Reply session = guest.post("/api/orders/" + id + "/payment", "{}");
        String url = ok(session, 201).get("checkoutUrl").stringValue();
        Reply again = guest.post("/api/orders/" + id + "/payment", "{}");
        assertThat(ok(again, 200).get("checkoutUrl").stringValue()).isEqualTo(url);

        Orders.payAt(url, http);
        JsonNode paid = until(id, "PAID");
        assertThat(paid.at("/payment/status").stringValue()).isEqualTo("PAID");
        assertThat(paid.at("/payment/id").stringValue())
                .isEqualTo(session.json().get("paymentId").stringValue());
        untilStockIs("MUG", "8/0");

        shipped_and_delivered(id);
        given_back(id);
    }

    private void shipped_and_delivered(String id) {
        String[] seller = shelves.seller().token();
        JsonNode list = ok(http.get("/api/seller/orders?status=READY", seller), 200);
        assertThat(list.at("/items/0/id").stringValue()).isEqualTo(id);
        assertThat(list.at("/items/0/shippingAddress/city").stringValue()).isEqualTo("Tunis");
        Reply shipped =
                http.post(
                        "/api/seller/orders/" + id + "/shipments",
                        "{\"carrier\": \"Rapid-Poste\", \"trackingNumber\": \"RP1\"}",
                        seller);
        assertThat(ok(shipped, 201).at("/consignment/status").stringValue()).isEqualTo("SHIPPED");
        JsonNode seen = ok(guest.get("/api/orders/" + id, after(shipped)), 200);
        assertThat(seen.get("status").stringValue()).isEqualTo("SHIPPED");
        assertThat(seen.at("/consignments/0/tracking/trackingNumber").stringValue())
                .isEqualTo("RP1");

        Reply delivered = http.post("/api/seller/orders/" + id + "/deliveries", "{}", seller);
        assertThat(ok(delivered, 201).at("/consignment/status").stringValue())
                .isEqualTo("DELIVERED");
    }

    private void given_back(String id) {
        Reply part =
                refund(
                        id,
                        "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}], \"reason\": \"broken\"}"
                                .formatted(shelves.sku("MUG")));
        assertThat(ok(part, 201).at("/refunds/0/amount/amount").longValue()).isEqualTo(1_000);
        JsonNode order = until(id, "PARTIALLY_REFUNDED");
        assertThat(order.at("/amounts/refunded/amount").longValue()).isEqualTo(1_000);

        ok(refund(id, "{\"reason\": \"sorry\"}"), 201);
        JsonNode refunded = until(id, "REFUNDED");
        assertThat(refunded.at("/amounts/refunded/amount").longValue()).isEqualTo(3_000);
        assertThat(refunded.at("/payment/status").stringValue()).isEqualTo("REFUNDED");
        assertThat(timeline(refunded))
                .containsSubsequence(
                        "PLACED", "PAID", "SHIPPED", "DELIVERED", "PARTIALLY_REFUNDED", "REFUNDED");
        isProblem(refund(id, "{\"reason\": \"again\"}"), 409, "order_not_in_state");
        untilStockIs("MUG", "8/0");
    }

    @Test
    void a_second_checkout_is_the_same_order() {
        add("MUG", 1);

        Reply first = checkOut();
        Reply second = checkOut();

        assertThat(ok(second, 200).get("id")).isEqualTo(ok(first, 201).get("id"));
        assertThat(second.json().get("trackingToken")).isEqualTo(first.json().get("trackingToken"));
        JsonNode mugs = shelves.look("MUG");
        assertThat(mugs.get("onHand") + "/" + mugs.get("reserved")).isEqualTo("10/1");
    }

    @Test
    void a_guest_who_logs_in_after_he_has_bought_keeps_his_order() {
        add("MUG", 1);
        String order = ok(checkOut(), 201).get("id").stringValue();
        Members.Member mia = new Members(URI.create("http://localhost:" + port)).join();
        String credentials =
                "{\"email\": \"%s\", \"password\": \"battery staple\"}".formatted(mia.email());

        ok(guest.post("/api/auth/login", credentials), 200);

        String path = "/api/orders/" + order;
        ok(Orders.until(guest, path, "PLACED"::equals, mia.token()), 200);
        assertThat(ok(guest.get("/api/orders", mia.token()), 200).get("items")).hasSize(1);
        ok(guest.post(path + "/payment", "{}", mia.token()), 201);
        ok(guest.post(path + "/cancellation", "{}", mia.token()), 200);
        isProblem(http.get(path, mia.token()), 404, "order_not_found");
    }

    @Test
    void a_key_makes_one_order_however_often_it_is_sent() {
        add("MUG", 1);
        String key = UUID.randomUUID().toString();

        Reply first = guest.post(CHECKOUT, Orders.CHECKOUT, "Idempotency-Key", key);
        Reply again = guest.post(CHECKOUT, Orders.CHECKOUT, "Idempotency-Key", key);

        assertThat(ok(again, 201)).isEqualTo(ok(first, 201));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void what_costs_something_else_than_expected_is_not_bought() {
        add("MUG", 1);

        Reply refused = expecting(999);

        isProblem(refused, 409, "cart_changed");
        assertThat(refused.json().at("/currentTotal/amount").longValue()).isEqualTo(1_000);
        ok(expecting(1_000), 201);
    }

    @Test
    void what_is_not_there_any_more_is_not_bought() {
        add("MUG", 2);
        add("BOWL", 2);
        shelves.stock("MUG", 1);

        Reply refused = checkOut();

        isProblem(refused, 422, "out_of_stock");
        assertThat(refused.json().at("/skus/0/sku").stringValue()).isEqualTo(shelves.sku("MUG"));
        untilStockIs("BOWL", "10/0");
    }

    @Test
    void nothing_is_nothing_to_buy() {
        isProblem(checkOut(), 422, "cart_empty");
        isProblem(http.post(CHECKOUT, Orders.CHECKOUT), 404, "cart_not_found");
    }

    @Test
    void what_is_cancelled_is_for_sale_again() {
        add("MUG", 3);
        String order = ordered();

        Reply cancelled =
                guest.post("/api/orders/" + order + "/cancellation", "{\"reason\": \"too dear\"}");

        assertThat(ok(cancelled, 200).get("status").stringValue()).isEqualTo("CANCELLED");
        untilStockIs("MUG", "10/0");
        isProblem(guest.post("/api/orders/" + order + "/payment", "{}"), 409, "order_not_in_state");
    }

    @Test
    void what_was_paid_and_is_cancelled_by_the_shop_is_given_back() {
        add("MUG", 3);
        String order = paid();
        isProblem(
                guest.post("/api/orders/" + order + "/cancellation", "{}"),
                409,
                "order_not_in_state");

        Reply cancelled = http.post("/api/orders/" + order + "/cancellation", "{}", admin);

        assertThat(ok(cancelled, 200).get("status").stringValue()).isEqualTo("CANCELLED");
        JsonNode seen = until(order, "REFUNDED");
        assertThat(seen.at("/amounts/refunded/amount").longValue()).isEqualTo(3_000);
        untilStockIs("MUG", "10/0");
    }

    @Test
    void what_one_of_two_sellers_has_sent_arrives_and_the_shop_calls_off_the_rest() {
        add("MUG", 3);
        Shelves others = new Shelves(shop(), members(), "VASE");
        put(others.sku("VASE"), 1);
        String order = paid();
        String shipments = "/api/seller/orders/" + order + "/shipments";
        ok(http.post(shipments, "{}", others.seller().token()), 201);

        Reply cancelled = http.post("/api/orders/" + order + "/cancellation", "{}", admin);

        assertThat(ok(cancelled, 200).get("status").stringValue()).isEqualTo("SHIPPED");
        JsonNode seen = until(order, "PARTIALLY_REFUNDED");
        assertThat(seen.at("/amounts/refunded/amount").longValue()).isEqualTo(3_000);
        assertThat(timeline(seen)).contains("SHIPPED").doesNotContain("CANCELLED");
        untilStockIs("MUG", "10/0");
        isProblem(http.post(shipments, "{}", shelves.seller().token()), 409, "order_not_in_state");
        isProblem(
                http.post("/api/orders/" + order + "/cancellation", "{}", admin),
                409,
                "order_not_in_state");
        untilStockIs("MUG", "10/0");
    }

    @Test
    void whoever_has_the_link_sees_how_far_it_is_and_not_whose() {
        add("MUG", 1);
        Reply placed = checkOut();
        String token = ok(placed, 201).get("trackingToken").stringValue();

        Reply tracked = http.get("/api/orders/track/" + token, after(placed));

        assertThat(ok(tracked, 200).get("id")).isEqualTo(placed.json().get("id"));
        assertThat(tracked.response().body())
                .doesNotContain("mia@example.org", "Rue 1", "Mia", token);
        isProblem(http.get("/api/orders/track/nobody"), 404, "order_not_found");
    }

    @Test
    void the_back_office_finds_sends_and_delivers() {
        add("MUG", 1);
        String order = paid();
        String number = until(order, "PAID").get("number").stringValue();

        JsonNode found = ok(http.get("/api/admin/orders?status=PAID&number=" + number, admin), 200);
        assertThat(found.at("/items/0/id").stringValue()).isEqualTo(order);
        assertThat(found.at("/items/0/trackingToken").isMissingNode()).isTrue();
        Reply changed =
                http.post(
                        "/api/admin/orders/status",
                        """
                        {"orders": [{"id": "%1$s", "status": "SHIPPED", "carrier": "Van"},
                                    {"id": "%1$s", "status": "CANCELLED"},
                                    {"id": "%1$s", "status": "DELIVERED"}]}
                        """
                                .formatted(order),
                        admin);

        assertThat(ok(changed, 200).at("/orders/0/ok").asBoolean()).isTrue();
        assertThat(changed.json().at("/orders/1/problem/code").stringValue())
                .isEqualTo("order_not_in_state");
        assertThat(changed.json().at("/orders/2/ok").asBoolean()).isTrue();
        assertThat(
                        ok(guest.get("/api/orders/" + order, after(changed)), 200)
                                .get("status")
                                .stringValue())
                .isEqualTo("DELIVERED");
    }

    @Test
    void the_back_office_looks_at_payments() {
        add("MUG", 1);
        String order = paid();
        String payment = order.replace("ord_", "pay_");

        JsonNode seen = ok(http.get("/api/admin/payments/" + payment, admin), 200);

        assertThat(seen.get("status").stringValue()).isEqualTo("PAID");
        assertThat(seen.get("reference").stringValue()).isEqualTo(order);
        assertThat(seen.at("/captured/amount").longValue()).isEqualTo(1_000);
        assertThat(ok(http.get("/api/admin/payments?status=PAID", admin), 200).get("items"))
                .anySatisfy(it -> assertThat(it.get("paymentId").stringValue()).isEqualTo(payment));
    }
}
