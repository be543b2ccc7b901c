package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What no HTTP library would send. Tomcat answers some of it before any code of ours runs. */
@HttpTest
class RawHttpTest {

    @Autowired Client client;

    static String[] requests() {
        return new String[] {
            "GET /api/ping?a=[] HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping?%zz=1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping?a=%ff HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping?=1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping?%00=1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /api/odd HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                    + "Content-Type: */*\r\n\r\n{}",
            "GET /api/ping HTTP/1.1\r\nHost: x\r\nAccept: \u00e9\r\n\r\n",
            "POST /api/odd HTTP/1.1\r\nHost: x\r\nAccept: \u00c3\u00a9\u00d9\u0085\r\n\r\n",
            "GET /api/<ping> HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/%ping HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/..;/ping HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api//ping HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping;a=b HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping%5c HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/ping HTTP/1.1\r\n\r\n",
            "GET /api/ping HTTP/9.9\r\nHost: x\r\n\r\n",
            "GET /api/ping HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
            "GET /api/ping HTTP/1.1\r\nHost: <script>\r\n\r\n",
            "GET /api/ping HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n",
            "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /api/ping HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST /api/ping HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
            "POST /api/ping HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n",
            "POST /api/ping HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
            chunked("1a;" + "x".repeat(100), ""),
            chunked("1a", "X: " + "x".repeat(100) + "\r\n"),
            "TRACE /api/ping HTTP/1.1\r\nHost: x\r\n\r\n",
            "NONSENSE /api/ping HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT /api/ping HTTP/1.1\r\nHost: x\r\n\r\n",
            "nonsense\r\n\r\n",
        };
    }

    private static String chunked(String head, String trailer) {
        return "POST /api/ping HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + head
                + "\r\n{\"sku\":\"mug\",\"quantity\":2}\r\n0\r\n"
                + trailer
                + "\r\n";
    }

    @ParameterizedTest
    @MethodSource("requests")
    void is_refused_in_our_words(String request) throws IOException {
        String answer = answerTo(request);

        assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|501|505) .*");
        assertThat(answer.toLowerCase()).doesNotContain("<html", "tomcat", "exception", "\tat ");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).contains("\"code\":\"");
        assertThat(answer).contains("application/problem+json");
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = new Socket("localhost", client.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            request.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
