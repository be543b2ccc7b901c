package souk.bench.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that listens to the live stream, and knows when it has heard what. */
final class LiveLine {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    private final BufferedReader lines;

    private LiveLine(BufferedReader lines) {
        this.lines = lines;
    }

    static LiveLine to(int port, String topic) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(HttpConnection.get("/api/stream?topics=" + topic, ""));
        var line =
                new LiveLine(
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8)));
        line.awaitOpening();
        Thread.ofPlatform().daemon().name("live line").start(line::listen);
        return line;
    }

    private void awaitOpening() throws IOException {
        String status = lines.readLine();
        if (!status.contains(" 200")) {
            throw new IllegalStateException("The stream was answered with " + status);
        }
        while (!lines.readLine().startsWith("id: ")) {
            // heads come first
        }
    }

    private void listen() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    heard.add(System.nanoTime());
                }
            }
        } catch (IOException closed) {
            // when the server stops
        }
    }

    /** When the next message came. */
    long next() throws InterruptedException {
        Long at = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (at == null) {
            throw new IllegalStateException("Nothing was heard of a bid");
        }
        return at;
    }
}
