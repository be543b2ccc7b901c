package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Shopper.Reply;
import souk.Town.Somebody;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/** What the customer of a town buys of its seller. */
record Orders(Town town, Shopper http) {

    static final String CHECKOUT =
            """
            {"email": "mia@example.org", "shippingMethod": "standard",
             "shippingAddress": {"name": "Mia", "line1": "Rue 1", "city": "Tunis",
                                 "postalCode": "1000", "country": "TN"}}
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> OF_MONEY = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED");

    private String[] customer() {
        return town.as(Somebody.CUSTOMER);
    }

    private Reply checkOut() {
        http.post("/api/carts", "{}", customer());
        http.delete("/api/carts/current/items", customer());
        String sku = town.product().json().at("/variants/0/sku").stringValue();
        town.fillCart(Somebody.CUSTOMER, sku);
        return town.done(http.post("/api/carts/current/checkout", CHECKOUT, customer()));
    }

    /** By somebody without an account. */
    String placedBy(Shopper guest) {
        String sku = town.product().json().at("/variants/0/sku").stringValue();
        town.done(guest.post("/api/carts", "{}"));
        String item = "{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku);
        town.done(guest.post("/api/carts/current/items", item));
        Reply placed = town.done(guest.post("/api/carts/current/checkout", CHECKOUT));
        return placed.json().get("id").stringValue();
    }

    String placed() {
        return checkOut().json().get("id").stringValue();
    }

    String trackingToken() {
        return checkOut().json().get("trackingToken").stringValue();
    }

    String payment() {
        return pay(placed()).json().get("paymentId").stringValue();
    }

    private Reply pay(String order) {
        return town.done(http.post("/api/orders/" + order + "/payment", "{}", customer()));
    }

    String paid() {
        String order = placed();
        payAt(pay(order).json().get("checkoutUrl").stringValue(), http);
        until(http, "/api/orders/" + order, it -> it.equals("PAID"), customer());
        return order;
    }

    String sent() {
        String order = paid();
        town.done(
                http.post(
                        "/api/seller/orders/" + order + "/shipments",
                        "{}",
                        town.as(Somebody.SELLER)));
        return order;
    }

    /** As if somebody had pressed the button of the sandbox's page. */
    static void payAt(String checkoutUrl, Shopper buyer) {
        Reply paid = buyer.post(checkoutUrl, "{\"action\": \"pay\"}");
        assertThat(paid.status()).as(paid.response().body()).isEqualTo(200);
    }

    /**
     * Looks until the order is as it should be. Its money is another view's, and has to be, too.
     */
    static Reply until(Shopper who, String path, Predicate<String> status, String... headers) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> who.get(path, headers),
                        it ->
                                it.status() == 200
                                        && status.test(it.json().get("status").stringValue())
                                        && money(it.json()));
    }

    private static boolean money(JsonNode order) {
        String status = order.get("status").stringValue();
        return !OF_MONEY.contains(status)
                || order.at("/payment/status").asString("").equals(status);
    }
}
