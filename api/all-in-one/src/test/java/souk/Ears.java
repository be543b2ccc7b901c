package souk;

import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** One connection to the live stream, and what came by it. */
final class Ears implements AutoCloseable {

    record Heard(String id, String name, JsonNode data) {

        String text(String field) {
            return data.path(field).asString("");
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(10);

    private final HttpResponse<InputStream> response;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";
    private volatile boolean over;

    Ears(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    JsonNode data = JsonMapper.shared().readTree(line.substring(6));
                    heard.add(new Heard(lastId, name, data));
                }
            }
        } catch (IOException cutOff) {
            // here or there
        } finally {
            over = true;
        }
    }

    int status() {
        return response.statusCode();
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The first that is like this. */
    Heard hear(Predicate<Heard> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(OFTEN)
                .until(
                        () -> heard.stream().filter(wanted).findFirst().orElse(null),
                        found -> found != null);
    }

    /** At least so many, unless it is over before. */
    List<Heard> heard(int many) {
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> heard.size() >= many || over);
        return heard();
    }

    /** Where it would go on: known soon after it was opened. */
    String lastId() {
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> !lastId.isEmpty());
        return lastId;
    }

    Ears ready() {
        lastId();
        return this;
    }

    void untilOver() {
        await().atMost(PATIENCE).until(() -> over);
    }

    boolean isOver() {
        return over;
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
