package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Shopper.Reply;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What docs/analysts.md asks its questions about: four guests and what they do, once per shop. */
final class SmallHistory {

    /** What must not be found where analysts look. */
    static final String[] PERSONAL = {
        "zubaida@example.org",
        "Zubaida",
        "12 rue des Jasmins",
        "Hammamet",
        "M-8050-ZJ",
        "+21671555111"
    };

    private static final String CHECKOUT =
            """
            {"email": "zubaida@example.org", "phone": "+21671555111", "shippingMethod": "standard",
             "shippingAddress": {"name": "Zubaida", "line1": "12 rue des Jasmins",
                                 "city": "Hammamet", "postalCode": "M-8050-ZJ", "country": "TN"}}
            """;

    private static final Map<URI, SmallHistory> MADE = new ConcurrentHashMap<>();

    private final URI shop;
    private final Shopper http;
    private final Members members;
    private final Shelves shelves;

    private SmallHistory(URI shop) {
        this.shop = shop;
        http = new Shopper(shop);
        members = new Members(shop);
        shelves = new Shelves(shop, members, "MUG", "BOWL", "PLATE");
        buysAndGivesBack();
        buys();
        thinksBetterOfIt();
        leaves();
    }

    static SmallHistory in(URI shop) {
        return MADE.computeIfAbsent(shop, SmallHistory::new);
    }

    Shelves shelves() {
        return shelves;
    }

    private void buysAndGivesBack() {
        Shopper guest = guest("MUG", 2);
        put(guest, "BOWL", 1);
        String order = paid(guest);
        String[] seller = shelves.seller().token();
        ok(201, http.post("/api/seller/orders/" + order + "/shipments", "{}", seller));
        ok(201, http.post("/api/seller/orders/" + order + "/deliveries", "{}", seller));
        String mug =
                "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}], \"reason\": \"broken\"}"
                        .formatted(shelves.sku("MUG"));
        ok(201, http.post("/api/admin/orders/" + order + "/refunds", mug, members.admin().token()));
        until(guest, order, "PARTIALLY_REFUNDED");
    }

    private void buys() {
        paid(guest("MUG", 1));
    }

    private void thinksBetterOfIt() {
        Shopper guest = guest("BOWL", 1);
        String order = placed(guest);
        ok(200, guest.post("/api/orders/" + order + "/cancellation", "{\"reason\": \"too dear\"}"));
        until(guest, order, "CANCELLED");
    }

    private void leaves() {
        guest("PLATE", 3);
    }

    private Shopper guest(String name, int quantity) {
        Shopper guest = new Shopper(shop);
        ok(201, guest.post("/api/carts", "{}"));
        put(guest, name, quantity);
        return guest;
    }

    private void put(Shopper guest, String name, int quantity) {
        ok(
                200,
                guest.post(
                        "/api/carts/current/items",
                        "{\"sku\": \"%s\", \"quantity\": %d}"
                                .formatted(shelves.sku(name), quantity)));
    }

    private static String placed(Shopper guest) {
        return ok(201, guest.post("/api/carts/current/checkout", CHECKOUT))
                .json()
                .get("id")
                .stringValue();
    }

    private String paid(Shopper guest) {
        String order = placed(guest);
        Reply session = ok(201, guest.post("/api/orders/" + order + "/payment", "{}"));
        Orders.payAt(session.json().get("checkoutUrl").stringValue(), http);
        until(guest, order, "PAID");
        return order;
    }

    private static void until(Shopper guest, String order, String status) {
        Orders.until(guest, "/api/orders/" + order, status::equals);
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }
}
