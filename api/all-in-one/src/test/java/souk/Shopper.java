package souk;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody with a browser, a cookie jar and some patience. */
final class Shopper {

    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }
    }

    /** Nobody is to wait for an answer that never comes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STREAM = "text/event-stream";

    private final HttpClient http;
    private final URI shop;

    Shopper(URI shop) {
        this(shop, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }

    private Shopper(URI shop, HttpClient http) {
        this.shop = shop;
        this.http = http;
    }

    /** With the same cookies, at another node. */
    Shopper at(URI node) {
        return new Shopper(node, http);
    }

    Reply get(String path, String... headers) {
        return send(HttpRequest.newBuilder().GET(), path, headers);
    }

    /** All that a stream tells until it ends by itself. */
    Reply watch(String path, String... headers) {
        return send(
                HttpRequest.newBuilder().header("Accept", STREAM),
                path,
                BodyHandlers.ofString(StandardCharsets.UTF_8),
                headers);
    }

    Reply post(String path, String json, String... headers) {
        return send(withBody("POST", json), path, headers);
    }

    Reply put(String path, String json, String... headers) {
        return send(withBody("PUT", json), path, headers);
    }

    Reply patch(String path, String json, String... headers) {
        return send(withBody("PATCH", json), path, headers);
    }

    Reply send(String method, String path, String json, String... headers) {
        return json.isEmpty()
                ? send(
                        HttpRequest.newBuilder().method(method, BodyPublishers.noBody()),
                        path,
                        headers)
                : send(withBody(method, json), path, headers);
    }

    Reply delete(String path, String... headers) {
        return send(HttpRequest.newBuilder().DELETE(), path, headers);
    }

    private static HttpRequest.Builder withBody(String method, String json) {
        return HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
    }

    private Reply send(HttpRequest.Builder request, String path, String... headers) {
        return send(request, path, Shopper::body, headers);
    }

    private Reply send(
            HttpRequest.Builder request,
            String path,
            BodyHandler<String> answer,
            String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(
                    http.send(request.uri(shop.resolve(path)).timeout(PATIENCE).build(), answer));
        } catch (IOException unreachable) {
            throw new java.io.UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** To the live stream, under these topics. */
    Ears listen(String topics, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(shop.resolve("/api/stream?topics=" + topics));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Ears(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException unreachable) {
            throw new java.io.UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    // a stream has no end: it is enough to know that there is one
    private static BodySubscriber<String> body(ResponseInfo answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith(STREAM)
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), _ -> "")
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }
}
