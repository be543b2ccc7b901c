package souk.payment.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers in Stripe's stead what it was told to, and remembers what it was asked. */
class StripeStub implements AutoCloseable {

    record Asked(String what, String query, String form, @Nullable String key) {

        boolean says(String name, Object value) {
            return List.of(form.split("&")).contains(name + "=" + value);
        }
    }

    private record Answer(int status, String body, boolean repeated) {}

    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final HttpServer server;

    StripeStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The last answer to a question is given for ever. */
    StripeStub answers(String what, int status, Object body) {
        return answers(what, new Answer(status, body.toString(), false));
    }

    StripeStub refuses(String what, int status, String type, String code) {
        return answers(what, status, refusal(type, code));
    }

    /** As it did before, under the same key. */
    StripeStub stumblesAgain(String what) {
        return answers(what, new Answer(500, refusal("api_error", "any"), true));
    }

    private StripeStub answers(String what, Answer answer) {
        answers.computeIfAbsent(what, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private static String refusal(String type, String code) {
        return "{\"error\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"No.\"}}"
                .formatted(type, code);
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(
                new Asked(
                        what,
                        decoded(exchange.getRequestURI().getRawQuery()),
                        decoded(body),
                        exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        Deque<Answer> known = answers.getOrDefault(what, new ArrayDeque<>());
        Answer answer =
                known.isEmpty()
                        ? new Answer(404, "{\"error\":{\"type\":\"invalid_request_error\"}}", false)
                        : known.size() > 1 ? known.removeFirst() : known.getFirst();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (answer.repeated()) {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String decoded(@Nullable String encoded) {
        return encoded == null ? "" : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
