package souk.platform.rest.live;

import static org.awaitility.Awaitility.await;

import souk.platform.rest.Client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that listens, as browsers do. */
final class Ears implements AutoCloseable {

    record Heard(String id, String name, JsonNode data) {

        long position() {
            return data.path("position").asLong();
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final HttpResponse<InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger beats = new AtomicInteger();
    private volatile String lastId = "";
    private volatile boolean over;

    private Ears(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    static Ears open(Client client, String topics, String... headers) {
        return at(client, "/api/stream?topics=" + topics, headers);
    }

    static Ears at(Client client, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + client.port() + path))
                        .header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Ears(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith(":")) {
                    beats.incrementAndGet();
                } else if (line.isEmpty() && !data.isEmpty()) {
                    heard.add(new Heard(lastId, name, JsonMapper.shared().readTree(data)));
                    name = "";
                    data = "";
                }
            }
        } catch (IOException closed) {
            // by us, or by the server
        } finally {
            over = true;
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    List<Heard> heard(int many) {
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> heard.size() >= many);
        return heard();
    }

    /** Where it would go on, once it is known. */
    String lastId() {
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> !lastId.isEmpty());
        return lastId;
    }

    /** Has been told everything up to there. */
    Ears upTo(long position) {
        await().atMost(PATIENCE)
                .pollInterval(OFTEN)
                .until(() -> Long.parseLong(lastId()) >= position);
        return this;
    }

    int beats() {
        return beats.get();
    }

    void isOver() {
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> over);
    }

    boolean goesOn() {
        return !over;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
