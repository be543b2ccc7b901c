package souk.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A check is watched to its end, whatever becomes of the shop meanwhile. */
class AuditTest {

    private static final String CHECK =
            """
            {"id": "chk_1", "phase": "%s", "done": 1, "total": 2, "rate": 1, "sealed": 20,
             "found": %d, "findings": [], "endedAt": %s}
            """;
    private static final String UNDER_WAY = CHECK.formatted("LOG", 0, "null");

    private final Deque<String> answers = new ArrayDeque<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;
    private int logIns;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/api/auth/login")) {
            logIns++;
            say(200, "{\"accessToken\": \"token\"}", exchange);
        } else if (path.equals("/api/audit/checks")) {
            say(200, "{\"items\": [" + UNDER_WAY + "]}", exchange);
        } else {
            switch (answers.remove()) {
                case "gone" -> exchange.close();
                case "expired" -> say(401, "{}", exchange);
                case "busy" -> say(503, "{\"detail\": \"later\"}", exchange);
                case "no gateway" -> say(502, "<html>Bad Gateway</html>", exchange);
                case String check -> say(200, check, exchange);
            }
        }
    }

    private static void say(int status, String json, HttpExchange exchange) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private boolean verify(String... theyAnswer) {
        answers.addAll(List.of(theyAnswer));
        Souk souk =
                Souk.asToldBy(
                        Map.of(
                                "SOUK_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                                "SOUK_EMAIL", "auditor@example.org",
                                "SOUK_PASSWORD", "battery staple"));
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Audit(souk, out).run(List.of("verify", "--last"));
    }

    @Test
    void goes_on_watching_once_the_shop_is_back_and_the_token_is_old() {
        assertThat(verify("gone", "expired", CHECK.formatted("DONE", 0, "\"now\""))).isTrue();

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("all is as it was: 20 events");
        assertThat(logIns).isEqualTo(2);
    }

    @Test
    void goes_on_watching_while_somebody_else_says_that_the_shop_is_away() {
        assertThat(verify("no gateway", "busy", CHECK.formatted("DONE", 0, "\"now\""))).isTrue();
    }

    @Test
    void takes_its_time_where_no_token_will_do() {
        long begun = System.nanoTime();

        assertThat(verify("expired", "expired", CHECK.formatted("DONE", 0, "\"now\""))).isTrue();

        assertThat(logIns).isEqualTo(3);
        // a glance, and the pause before the second time
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void is_not_well_where_something_was_found() {
        assertThat(verify(CHECK.formatted("CANCELLED", 3, "\"now\""))).isFalse();
    }

    @Test
    void says_that_nothing_can_be_said_of_what_was_not_compared() {
        assertThatThrownBy(() -> verify(CHECK.formatted("FAILED", 0, "\"now\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing can be said");
    }
}
