package souk.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class IdleLinesTest {

    private final Queue<HttpExchange> open = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/api/stream",
                exchange -> {
                    exchange.sendResponseHeaders(status, 0);
                    exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    open.add(exchange);
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void all_listen_until_they_are_hung_up_on() throws Exception {
        try (IdleLines lines = IdleLines.open(server.getAddress().getPort(), "auction:1", 120)) {
            assertThat(lines.listening()).isEqualTo(120);
            await().until(() -> open.size() == 120);
            open.remove().close();
            open.remove().close();
            server.stop(0);
            await().until(() -> lines.listening() < 120);
        }
    }

    @Test
    void who_is_refused_does_not_listen() {
        status = 503;
        assertThatIllegalStateException()
                .isThrownBy(() -> IdleLines.open(server.getAddress().getPort(), "auction:1", 3))
                .withStackTraceContaining("503");
    }
}
