package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private String answerTo(String beginning, IntFunction<String> more) throws IOException {
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

    @Test
    void who_never_ends_a_head_is_hung_up_on() throws IOException {
        String answer =
                answerTo("GET /api/ping HTTP/1.1\r\nHost: x\r\n", i -> "X-" + i + ": y\r\n");
        assertThat(answer).isEmpty();
    }

    @Test
    void who_never_ends_a_line_is_hung_up_on() throws IOException {
        assertThat(answerTo("GET /", _ -> "a")).isEmpty();
    }

    @Test
    void who_is_slow_after_a_request_that_was_not_is_hung_up_on_too() throws IOException {
        String answer =
                answerTo(
                        "GET /api/ping HTTP/1.1\r\nHost: x\r\n\r\nGET /api/ping HTTP/1.1\r\n",
                        i -> "X-" + i + ": y\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void who_never_ends_a_body_is_told_so_and_hung_up_on() throws IOException {
        String announced = answerTo(BODY + "Content-Length: 10000\r\n\r\n{", _ -> " ");
        assertThat(announced).startsWith("HTTP/1.1 408 ").contains("\"code\":\"body_too_slow\"");
    }

    @Test
    void who_never_ends_a_chunked_body_either() throws IOException {
        String chunked = answerTo(BODY + "Transfer-Encoding: chunked\r\n\r\n", _ -> "1\r\n \r\n");
        assertThat(chunked).startsWith("HTTP/1.1 408 ").contains("\"code\":\"body_too_slow\"");
    }

    @Test
    void who_is_refused_need_not_be_listened_to_for_ever() throws IOException {
        String refused =
                answerTo(
                        "POST /api/projections/x/rebuilds HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Length: 10000\r\n\r\n",
                        _ -> " ");
        assertThat(refused).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void nor_who_has_sent_what_is_no_request() throws IOException {
        String refused =
                answerTo(
                        "POST /<x> HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n", _ -> " ");
        assertThat(refused).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void who_has_a_key_does_not_keep_it() throws IOException {
        String keyed =
                answerTo(
                        BODY + "Idempotency-Key: slow\r\nContent-Length: 10000\r\n\r\n{", _ -> " ");
        assertThat(keyed).startsWith("HTTP/1.1 408 ");
        Reply again =
                client.post(
                        "/api/ping",
                        "{\"sku\": \"mug\", \"quantity\": 2}",
                        "Idempotency-Key",
                        "slow");
        assertThat(again.status()).isEqualTo(200);
    }
}
