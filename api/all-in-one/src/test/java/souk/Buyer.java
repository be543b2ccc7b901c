package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Shopper.Reply;

import java.net.URI;

/** A guest who buys: his requests one by one, as a shop's pages would send them. */
final class Buyer {

    static final String ADDRESS =
            """
            {"name": "Mia", "line1": "1 Rue de la Kasbah", "city": "Tunis",
             "postalCode": "1006", "country": "TN"}\
            """;

    private static final String CHECKOUT =
            """
            {"email": "mia@example.org", "shippingMethod": "standard", "shippingAddress": %s}
            """
                    .formatted(ADDRESS);

    private final Shopper http;

    Buyer(URI shop) {
        http = new Shopper(shop);
    }

    /** Takes a cart, and so much of one SKU. */
    Buyer with(String sku, int quantity) {
        assertThat(http.post("/api/carts", "{}").status()).isIn(200, 201);
        return and(sku, quantity);
    }

    Buyer and(String sku, int quantity) {
        Reply added = add(sku, quantity);
        assertThat(added.status()).as(added.response().body()).isEqualTo(200);
        return this;
    }

    Reply add(String sku, int quantity) {
        return http.post(
                "/api/carts/current/items",
                "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity));
    }

    Reply checkOut() {
        return http.post("/api/carts/current/checkout", CHECKOUT);
    }

    Reply askToPay(String order) {
        return http.post("/api/orders/" + order + "/payment", "{}");
    }

    /** On the provider's page. */
    Reply pay(Reply asked) {
        return act(asked, "{\"action\": \"PAY\"}");
    }

    Reply act(Reply asked, String json) {
        String page = asked.json().get("checkoutUrl").stringValue();
        return http.post(URI.create(page).getPath(), json);
    }

    Reply cancel(String order) {
        return http.post("/api/orders/" + order + "/cancellation", "{\"reason\": \"too late\"}");
    }

    /** As the view shows it by now. */
    Reply order(String order) {
        return http.get("/api/orders/" + order);
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
