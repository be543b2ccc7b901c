package souk.bench.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody who has become a seller over HTTP, and fills the shop that way, too. */
final class Merchant {

    /** Of the server's first administrator. */
    static final String ADMIN_EMAIL = "boss@example.org";

    static final String ADMIN_PASSWORD = "correct horse battery";

    private static final String EMAIL = "seller@example.org";
    private static final String PASSWORD = "staple horse battery";
    private static final String ANYBODY = "";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String admin;
    private String token = ANYBODY;
    private String position = "0";

    /** Applies, and is approved. */
    Merchant(int port) throws IOException, InterruptedException {
        server = URI.create("http://localhost:" + port);
        admin = tokenOf(ADMIN_EMAIL, ADMIN_PASSWORD);
        token = join(EMAIL);
        JsonNode applied = post("/api/sellers", "{\"name\":\"Atlas\",\"tier\":\"RETAILER\"}");
        postAsAdmin("/api/admin/sellers/" + applied.get("id").stringValue() + "/approval", "{}");
        logIn();
    }

    /** Registers somebody, and tells his token. */
    String join(String email) throws IOException, InterruptedException {
        post(
                "/api/accounts",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Somebody\"}"
                        .formatted(email, PASSWORD));
        return tokenOf(email, PASSWORD);
    }

    /** Token of the server's administrator. */
    String admin() {
        return admin;
    }

    /** Tokens grow old while a shop is filled. */
    void logIn() throws IOException, InterruptedException {
        token = tokenOf(EMAIL, PASSWORD);
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json, token);
    }

    JsonNode put(String path, String json) throws IOException, InterruptedException {
        return send("PUT", path, json, token);
    }

    JsonNode postAsAdmin(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json, admin);
    }

    JsonNode getAsAdmin(String path) throws IOException, InterruptedException {
        HttpRequest request = at(path).header("Authorization", "Bearer " + admin).GET().build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Until everything that was sent can be seen. */
    void awaitSight(String path) throws IOException, InterruptedException {
        HttpRequest request = at(path).header("Souk-Position", position).GET().build();
        while (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
            MILLISECONDS.sleep(500);
        }
    }

    private String tokenOf(String email, String password) throws IOException, InterruptedException {
        return send(
                        "POST",
                        "/api/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password),
                        ANYBODY)
                .get("accessToken")
                .stringValue();
    }

    private JsonNode send(String method, String path, String json, String sender)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                at(path).header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json));
        if (!sender.isEmpty()) {
            request.header("Authorization", "Bearer " + sender);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.body());
        }
        position = answer.headers().firstValue("Souk-Position").orElse(position);
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }
}
