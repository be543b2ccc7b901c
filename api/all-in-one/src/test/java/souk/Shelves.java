package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Members.Member;
import souk.Shopper.Reply;

import java.net.URI;

/** Fills the shelves of the house, over HTTP. */
final class Shelves {

    private final Shopper http;
    private final Member admin;

    Shelves(URI shop) {
        http = new Shopper(shop);
        admin = new Members(shop).admin();
    }

    void stock(String... skus) {
        for (String sku : skus) {
            stock(sku, 100_000);
        }
    }

    Reply stock(String sku, int onHand) {
        Reply counted =
                http.put("/api/stock/" + sku, "{\"onHand\": %d}".formatted(onHand), admin.token());
        assertThat(counted.status()).as(counted.response().body()).isEqualTo(200);
        return counted;
    }
}
