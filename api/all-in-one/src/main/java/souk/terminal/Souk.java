package souk.terminal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A running Souk, and whoever has logged in to it. */
final class Souk {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DATA = "data: ";
    private static final int UNAUTHENTICATED = 401;

    /** What stands before the shop says that it is away, or the shop that it is not there yet. */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    private static final long GLANCE_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Nobody is there, or not yet again. */
    private static final class Away extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Away(URI base, IOException cause) {
            super("no Souk answers at " + base + " (start one with ./souk up).", cause);
        }

        Away(String detail) {
            super(detail);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final Map<String, String> credentials;
    private String token;

    private Souk(URI base, String email, String password) {
        this.base = base;
        this.credentials = Map.of("email", email, "password", password);
        this.token = logIn();
    }

    private String logIn() {
        return answer(request("/api/auth/login").POST(body(credentials)))
                .get("accessToken")
                .stringValue();
    }

    /** Where it is and who asks, as the environment has it. */
    static Souk asToldBy(Map<String, String> environment) {
        String port = environment.getOrDefault("SOUK_PORT", "8080");
        String url = environment.getOrDefault("SOUK_URL", "http://localhost:" + port);
        String email =
                environment.getOrDefault(
                        "SOUK_EMAIL", environment.getOrDefault("SOUK_ADMIN_EMAIL", ""));
        String password =
                environment.getOrDefault(
                        "SOUK_PASSWORD", environment.getOrDefault("SOUK_ADMIN_PASSWORD", ""));
        if (email.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "say who you are with SOUK_EMAIL and SOUK_PASSWORD: an analyst, or an admin.");
        }
        return new Souk(URI.create(url), email, password);
    }

    JsonNode get(String path) {
        return answer(authorized(path).GET());
    }

    /** What goes on while it is away, and longer than a token lasts, is asked for again. */
    JsonNode getPatiently(String path) {
        long begun = System.nanoTime();
        boolean again = false;
        while (true) {
            try {
                HttpResponse<String> response =
                        sent(authorized(path).GET().build(), BodyHandlers.ofString());
                if (response.statusCode() != UNAUTHENTICATED || again && isOver(begun)) {
                    return read(response);
                }
                if (again) {
                    pause();
                }
                token = logIn();
                again = true;
            } catch (Away away) {
                if (isOver(begun)) {
                    throw away;
                }
                pause();
            }
        }
    }

    private static boolean isOver(long begun) {
        return System.nanoTime() - begun > PATIENCE.toNanos();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("interrupted.", stopped);
        }
    }

    /** Into a file, however long it is. */
    void save(String path, Path file) {
        HttpResponse<Path> response =
                sent(authorized(path).GET().build(), BodyHandlers.ofFile(file));
        if (response.statusCode() >= 300) {
            throw new IllegalArgumentException("HTTP " + response.statusCode() + ", see " + file);
        }
    }

    JsonNode post(String path, Object json) {
        return answer(authorized(path).POST(body(json)));
    }

    /** Shows every event, and answers with the last. Comes again when the stream breaks. */
    JsonNode watch(String path, Consumer<JsonNode> show) {
        JsonNode now = get(path);
        while (!now.path("endedAt").isString()) {
            HttpRequest request = authorized(path).header("Accept", "text/event-stream").build();
            try (Stream<String> lines = sent(request, BodyHandlers.ofLines()).body()) {
                for (Iterator<String> line = lines.iterator(); line.hasNext(); ) {
                    String text = line.next();
                    if (text.startsWith(DATA)) {
                        now = JSON.readTree(text.substring(DATA.length()));
                        show.accept(now);
                    }
                }
            }
        }
        show.accept(now);
        return now;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.BodyPublisher body(Object json) {
        return BodyPublishers.ofString(JSON.writeValueAsString(json));
    }

    private JsonNode answer(HttpRequest.Builder request) {
        return read(sent(request.build(), BodyHandlers.ofString()));
    }

    private static JsonNode read(HttpResponse<String> response) {
        int status = response.statusCode();
        if (AWAY.contains(status)) {
            throw new Away(detail(response));
        }
        if (status >= 300) {
            throw new IllegalArgumentException(detail(response));
        }
        return JSON.readTree(response.body());
    }

    // what stands before the shop answers in words of its own
    private static String detail(HttpResponse<String> response) {
        String status = "HTTP " + response.statusCode();
        try {
            return JSON.readTree(response.body()).path("detail").asString(status);
        } catch (JacksonException none) {
            return status;
        }
    }

    private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException unreachable) {
            throw new Away(base, unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("interrupted.", stopped);
        }
    }
}
