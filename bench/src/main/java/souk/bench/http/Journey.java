package souk.bench.http;

import souk.bench.harness.Client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A guest who knows what he wants, and when he has got it. */
final class Journey {

    static final String CHECKOUT =
            """
            {"email":"guest@example.org","shippingMethod":"standard",
             "shippingAddress":{"name":"Guest","line1":"1 Rue de la Kasbah","city":"Tunis",
                                "postalCode":"1006","country":"TN"}}\
            """;

    /** As a page would that wants to be quick: looking more often takes what the others need. */
    private static final long LOOK_AGAIN_MILLIS = 25;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpConnection connection;
    private String cookie = "";

    private Journey(int port) {
        this.connection = new HttpConnection(port);
    }

    /** A cart of his own, two things, the order, the payment, and a look until it is paid. */
    static Client whole(int port, String... skus) {
        Journey guest = new Journey(port);
        return () -> {
            guest.arrive();
            for (String sku : skus) {
                guest.add(sku);
            }
            guest.pay(guest.checkOut());
        };
    }

    /** One piece and the order, again and again. */
    static Client order(int port, String sku) throws IOException {
        Journey guest = new Journey(port);
        guest.arrive();
        return () -> {
            guest.add(sku);
            guest.checkOut();
        };
    }

    private void arrive() throws IOException {
        HttpConnection.Answer opened =
                connection.exchange(HttpConnection.post("/api/carts", "", "{}"));
        mustBe(201, opened);
        cookie = "Cookie: " + opened.cookie() + "\r\n";
    }

    private void add(String sku) throws IOException {
        mustBe(
                204,
                connection.exchange(
                        HttpConnection.post(
                                "/api/carts/current/items",
                                cookie + "Prefer: return=minimal\r\n",
                                "{\"sku\":\"%s\",\"quantity\":1}".formatted(sku))));
    }

    private String checkOut() throws IOException {
        return post("/api/carts/current/checkout", CHECKOUT, 201).get("id").stringValue();
    }

    private void pay(String order) throws IOException, InterruptedException {
        String page =
                post("/api/orders/" + order + "/payment", "{}", 201)
                        .get("checkoutUrl")
                        .stringValue();
        HttpConnection.Answer paid =
                connection.exchange(
                        HttpConnection.post(
                                URI.create(page).getPath(), "", "{\"action\":\"PAY\"}"));
        if (paid.status() >= 400) {
            throw new IllegalStateException("Paying was answered with " + paid.status());
        }
        while (!"PAID".equals(status(order))) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private String status(String order) throws IOException {
        HttpConnection.Answer seen =
                connection.fetch(HttpConnection.get("/api/orders/" + order, cookie));
        return seen.status() == 200
                ? JSON.readTree(seen.body()).get("status").stringValue()
                : "not seen yet";
    }

    private JsonNode post(String path, String json, int expected) throws IOException {
        HttpConnection.Answer answer = connection.fetch(HttpConnection.post(path, cookie, json));
        mustBe(expected, answer);
        return JSON.readTree(answer.body());
    }

    private static void mustBe(int status, HttpConnection.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(
                    "Answered with "
                            + answer.status()
                            + " "
                            + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }
}
