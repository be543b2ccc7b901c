package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Shopper.Reply;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A guest who buys: his requests one by one, as a shop's pages would send them. */
final class Buyer {

    static final String ADDRESS =
            """
            {"name": "Mia", "line1": "1 Rue de la Kasbah", "city": "Tunis",
             "postalCode": "1006", "country": "TN"}\
            """;

    static final String CHECKOUT =
            """
            {"email": "mia@example.org", "shippingMethod": "standard", "shippingAddress": %s}
            """
                    .formatted(ADDRESS);

    private static final int OFTEN = 50;
    private static final long PAUSE_MILLIS = 200;

    private final Shopper http;
    private final boolean patient;

    Buyer(URI shop) {
        this(shop, false);
    }

    private Buyer(URI shop, boolean patient) {
        this.http = new Shopper(shop);
        this.patient = patient;
    }

    /** Asks again, as clients should, where he is told that it may go better later. */
    static Buyer patient(URI shop) {
        return new Buyer(shop, true);
    }

    private Reply post(String path, String json) {
        if (!patient) {
            return http.post(path, json);
        }
        String key = UUID.randomUUID().toString();
        Reply reply = http.post(path, json, "Idempotency-Key", key);
        for (int i = 0; i < OFTEN && reply.status() == 503; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            reply = http.post(path, json, "Idempotency-Key", key);
        }
        return reply;
    }

    /** Takes a cart, and so much of one SKU. */
    Buyer with(String sku, int quantity) {
        take();
        return and(sku, quantity);
    }

    void take() {
        assertThat(post("/api/carts", "{}").status()).isIn(200, 201);
    }

    Buyer and(String sku, int quantity) {
        Reply added = add(sku, quantity);
        assertThat(added.status()).as(added.response().body()).isEqualTo(200);
        return this;
    }

    /** Nothing but that. */
    Buyer instead(String sku, int quantity) {
        assertThat(http.delete("/api/carts/current/items").status()).isIn(200, 204);
        return and(sku, quantity);
    }

    Reply add(String sku, int quantity) {
        return post(
                "/api/carts/current/items",
                "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity));
    }

    Reply set(String sku, int quantity) {
        return http.patch(
                "/api/carts/current/items/" + sku, "{\"quantity\": %d}".formatted(quantity));
    }

    Reply remove(String sku) {
        return http.delete("/api/carts/current/items/" + sku);
    }

    Reply checkOut() {
        return post("/api/carts/current/checkout", CHECKOUT);
    }

    /** If it costs so many cents. */
    Reply checkOutFor(long cents) {
        return post(
                "/api/carts/current/checkout",
                CHECKOUT.replaceFirst(
                        "\\{",
                        "{\"expectedTotal\": {\"amount\": %d, \"currency\": \"EUR\"},"
                                .formatted(cents)));
    }

    Reply askToPay(String order) {
        return post("/api/orders/" + order + "/payment", "{}");
    }

    /** On the provider's page. */
    Reply pay(Reply asked) {
        return act(asked, "{\"action\": \"PAY\"}");
    }

    /** Whoever was refused a page to pay on can't do anything there. */
    Reply act(Reply asked, String json) {
        if (asked.status() >= 400) {
            return asked;
        }
        String page = asked.json().get("checkoutUrl").stringValue();
        Reply acted = http.post(URI.create(page).getPath(), json);
        assertThat(acted.status()).as(acted.response().body()).isIn(200, 409, 503);
        return acted;
    }

    Reply cancel(String order) {
        return post("/api/orders/" + order + "/cancellation", "{\"reason\": \"too late\"}");
    }

    /** As the view shows it by now. */
    Reply order(String order) {
        return http.get("/api/orders/" + order);
    }

    /** Nothing, where the view doesn't know it yet. */
    String status(String order) {
        return order(order).json().path("status").asString("");
    }

    Reply cart() {
        return http.get("/api/carts/current");
    }

    Reply cart(String position) {
        return http.get("/api/carts/current", "Souk-Position", position);
    }

    static String id(Reply reply) {
        return reply.json().get("id").stringValue();
    }
}
