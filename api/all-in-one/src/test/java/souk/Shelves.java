package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Members.Member;
import souk.Shopper.Reply;

import java.net.URI;

/** Fills the shelves of the house, over HTTP: whatever has a SKU is sold by somebody. */
final class Shelves {

    private final Shopper http;
    private final Members members;
    private final Member admin;

    Shelves(URI shop) {
        http = new Shopper(shop);
        members = new Members(shop);
        admin = members.admin();
    }

    void stock(String... skus) {
        for (String sku : skus) {
            stock(sku, 100_000);
        }
    }

    Reply stock(String sku, int onHand) {
        Reply counted = count(sku, onHand);
        if (counted.status() == 404) {
            offer(sku);
            counted = count(sku, onHand);
        }
        return done(counted, 200);
    }

    private Reply count(String sku, int onHand) {
        return http.put(
                "/api/stock/" + sku, "{\"onHand\": %d}".formatted(onHand), admin.token());
    }

    private void offer(String sku) {
        String product =
                """
                {"title": "The %s", "sellerId": "%s", "listed": true,
                 "variants": [{"sku": "%s", "price": {"amount": 1000, "currency": "EUR"}}]}
                """;
        done(
                http.post("/api/products", product.formatted(sku, seller(), sku), admin.token()),
                201);
    }

    private String seller() {
        Reply applied =
                http.post(
                        "/api/sellers",
                        "{\"name\": \"Mia\", \"tier\": \"RETAILER\"}",
                        members.join().token());
        String id = done(applied, 201).json().get("id").stringValue();
        done(http.post("/api/admin/sellers/" + id + "/approval", "{}", admin.token()), 200);
        return id;
    }

    private static Reply done(Reply reply, int status) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }
}
