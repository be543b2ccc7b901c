package souk.payment.sandbox;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** A shop's webhook, as simple as can be. */
class Letterbox {

    record Letter(String signature, String body) {}

    private final LinkedBlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile int answer = 200;

    Letterbox() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/webhook",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
                    if (answer == 200) {
                        letters.add(new Letter(signature, body));
                    }
                    exchange.sendResponseHeaders(answer, -1);
                    exchange.close();
                });
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/webhook";
    }

    void answer(int status) {
        answer = status;
    }

    List<Letter> take() {
        List<Letter> all = new ArrayList<>();
        letters.drainTo(all);
        return all;
    }

    void stop() {
        server.stop(0);
    }
}
