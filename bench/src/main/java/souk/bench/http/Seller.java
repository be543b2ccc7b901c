package souk.bench.http;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;

/** Offers what is put into carts: no cart takes what nobody sells. */
final class Seller {

    /** Of the server's first administrator. */
    static final String ADMIN_EMAIL = "boss@example.org";

    static final String ADMIN_PASSWORD = "correct horse battery";

    private static final String EMAIL = "seller@example.org";
    private static final String PASSWORD = "staple horse battery";
    private static final int PLENTY = 1_000_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    private Seller(int port) {
        this.server = URI.create("http://localhost:" + port);
    }

    static void offering(List<String> skus, int port) throws IOException, InterruptedException {
        Seller seller = new Seller(port);
        seller.send(
                "POST",
                "/api/accounts",
                "",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Seller\"}"
                        .formatted(EMAIL, PASSWORD));
        JsonNode applied =
                seller.send(
                        "POST",
                        "/api/sellers",
                        seller.token(EMAIL, PASSWORD),
                        "{\"name\":\"Atlas\",\"tier\":\"RETAILER\"}");
        seller.send(
                "POST",
                "/api/admin/sellers/" + applied.get("id").stringValue() + "/approval",
                seller.token(ADMIN_EMAIL, ADMIN_PASSWORD),
                "{}");
        seller.offer(skus, seller.token(EMAIL, PASSWORD));
    }

    private void offer(List<String> skus, String token) throws IOException, InterruptedException {
        String rows = skus.stream().map(Seller::product).collect(Collectors.joining(","));
        send("POST", "/api/products/bulk", token, "{\"create\":[" + rows + "]}");
        for (String sku : skus) {
            send("PUT", "/api/stock/" + sku, token, "{\"onHand\":" + PLENTY + "}");
        }
    }

    private static String product(String sku) {
        return """
        {"title":"%1$s","listed":true,
         "variants":[{"sku":"%1$s","price":{"amount":19900,"currency":"TND"}}]}\
        """
                .formatted(sku);
    }

    private String token(String email, String password) throws IOException, InterruptedException {
        return send(
                        "POST",
                        "/api/auth/login",
                        "",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
                .get("accessToken")
                .stringValue();
    }

    private JsonNode send(String method, String path, String token, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
