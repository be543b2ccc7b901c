package souk.bench.http;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Offers what is put into carts: no cart takes what nobody sells. */
final class Seller {

    private static final int PLENTY = 1_000_000_000;

    private Seller() {}

    static Merchant offering(List<String> skus, int port) throws IOException, InterruptedException {
        var merchant = new Merchant(port);
        String rows = skus.stream().map(Seller::product).collect(Collectors.joining(","));
        merchant.post("/api/products/bulk", "{\"create\":[" + rows + "]}");
        for (String sku : skus) {
            merchant.put("/api/stock/" + sku, "{\"onHand\":" + PLENTY + "}");
        }
        return merchant;
    }

    private static String product(String sku) {
        return """
        {"title":"%1$s","listed":true,
         "variants":[{"sku":"%1$s","price":{"amount":19900,"currency":"TND"}}]}\
        """
                .formatted(sku);
    }
}
