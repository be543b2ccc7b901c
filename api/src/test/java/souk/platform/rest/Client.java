package souk.platform.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;

/** Talks to the server under test, and reads what it says. */
public class Client {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Client(int port) {
        this.port = port;
    }

    /** As somebody writes it who has read how. */
    public static String forgedCursor(String after, String list) {
        return Cursor.write(after, list);
    }

    public int port() {
        return port;
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public Reply post(String path, String json, String... headers) {
        return json("POST", path, json, headers);
    }

    public Reply patch(String path, String json, String... headers) {
        return json("PATCH", path, json, headers);
    }

    public Reply put(String path, String json, String... headers) {
        return json("PUT", path, json, headers);
    }

    /** In chunks, without saying how much there will be. */
    public Reply stream(String path, byte[] body, String... headers) {
        return send(
                "POST",
                path,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                with(headers, "Content-Type", "application/json"));
    }

    /** All that a stream tells until it ends by itself. */
    public Reply watch(String path, String... headers) {
        return exchange(
                "GET",
                path,
                BodyPublishers.noBody(),
                BodyHandlers.ofByteArray(),
                with(headers, "Accept", "text/event-stream"));
    }

    public Reply send(String method, String path, BodyPublisher body, String... headers) {
        return exchange(method, path, body, Client::body, headers);
    }

    private Reply exchange(
            String method,
            String path,
            BodyPublisher body,
            BodyHandler<byte[]> answer,
            String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("User-Agent", "Souk-Test")
                        .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(http.send(request.build(), answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // a stream has no end: it is enough to know that there is one
    private static BodySubscriber<byte[]> body(ResponseInfo answer) {
        return answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("text/event-stream")
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), _ -> new byte[0])
                : BodySubscribers.ofByteArray();
    }

    private Reply json(String method, String path, String json, String... headers) {
        BodyPublisher body =
                json.isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(json, StandardCharsets.UTF_8);
        return send(method, path, body, with(headers, "Content-Type", "application/json"));
    }

    /** The first administrator's token, as a header. */
    public String[] admin() {
        return login("boss@example.org", "correct horse");
    }

    /** Somebody's token, as a header. */
    public String[] login(String email, String password) {
        Reply reply =
                post(
                        "/api/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
        return bearer(reply.json().path("accessToken").asString());
    }

    public static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    public static String[] with(String[] headers, String... more) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }
}
