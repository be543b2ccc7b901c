package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Those who send a byte at a time, so that they are never silent and never done. */
@HttpTest
class SlowClientsTest {

    private static final String BODY =
            "POST /api/ping HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    @Autowired Client client;

    /** What is answered before the connection is closed, to whoever goes on like this. */
    private String answerTo(String beginning, IntFunction<String> more) {
        try (Socket socket = new Socket("localhost", client.port())) {
            var out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            var answer = CompletableFuture.supplyAsync(() -> readAll(socket), threads());
            int[] sent = {0};
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> {
                                if (!answer.isDone()) {
                                    send(socket, more.apply(sent[0]++));
                                }
                                return answer.isDone();
                            });
            return answer.join();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private static Executor threads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    private static String readAll(Socket socket) {
        var all = new StringBuilder();
        try {
            for (int read = socket.getInputStream().read(); read >= 0; ) {
                all.append((char) read);
                read = socket.getInputStream().read();
            }
        } catch (IOException reset) {
            // closed with something of ours unread
        }
        return all.toString();
    }

    private static void send(Socket socket, String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException closed) {
            // the answer says why
        }
    }

    private CompletableFuture<String> goOn(String beginning, IntFunction<String> more) {
        return CompletableFuture.supplyAsync(() -> answerTo(beginning, more), threads());
    }

    /** Nobody has read the body of the first: that is no reason to hang up. */
    @Test
    void are_not_taken_for_those_who_were_refused() throws IOException {
        String both =
                "POST /api/projections/x/rebuilds HTTP/1.1\r\n"
                        + "Host: x\r\n"
                        + "Content-Length: 2\r\n\r\n"
                        + "{}GET /api/ping HTTP/1.1\r\n"
                        + "Host: x\r\n"
                        + "Connection: close\r\n\r\n";
        try (Socket socket = new Socket("localhost", client.port())) {
            socket.getOutputStream().write(both.getBytes(StandardCharsets.ISO_8859_1));

            assertThat(readAll(socket)).contains("HTTP/1.1 401 ", "HTTP/1.1 200 ");
        }
    }

    /** All at the same time, since each takes as long as a slow client may. */
    @Test
    void are_hung_up_on() {
        var endlessHead = goOn("GET /api/ping HTTP/1.1\r\nHost: x\r\n", i -> "X-" + i + ": y\r\n");
        var endlessLine = goOn("GET /", _ -> "a");
        var secondRequest =
                goOn(
                        "GET /api/ping HTTP/1.1\r\nHost: x\r\n\r\nGET /api/ping HTTP/1.1\r\n",
                        i -> "X-" + i + ": y\r\n");
        var endlessBody = goOn(BODY + "Content-Length: 10000\r\n\r\n{", _ -> " ");
        var endlessChunks = goOn(BODY + "Transfer-Encoding: chunked\r\n\r\n", _ -> "1\r\n \r\n");
        var withKey =
                goOn(BODY + "Idempotency-Key: slow\r\nContent-Length: 10000\r\n\r\n{", _ -> " ");
        var refused =
                goOn(
                        "POST /api/projections/x/rebuilds HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Length: 10000\r\n\r\n",
                        _ -> " ");
        var noRequest =
                goOn("POST /<x> HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n", _ -> " ");
        var form =
                goOn(
                        "POST /api/ping?x=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n",
                        _ -> "a");

        assertThat(endlessHead.join()).isEmpty();
        assertThat(endlessLine.join()).isEmpty();
        assertThat(secondRequest.join()).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 ");
        for (var body : List.of(endlessBody, endlessChunks, withKey)) {
            assertThat(body.join())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\"code\":\"body_too_slow\"");
        }
        assertThat(refused.join()).startsWith("HTTP/1.1 401 ");
        assertThat(form.join()).startsWith("HTTP/1.1 4");
        assertThat(noRequest.join()).startsWith("HTTP/1.1 400 ");
        Reply again =
                client.post(
                        "/api/ping",
                        "{\"sku\": \"mug\", \"quantity\": 2}",
                        "Idempotency-Key",
                        "slow");
        assertThat(again.status()).as("the key is free").isEqualTo(200);
    }
}
