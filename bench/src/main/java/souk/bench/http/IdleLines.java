package souk.bench.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Clients that listen to what does not happen: one thread reads for all of them. */
final class IdleLines implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final String OK = "HTTP/1.1 200";

    /** So many at once are on their way in, as no backlog of a listening socket is endless. */
    private static final int AT_A_TIME = 50;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    private final Thread reader =
            Thread.ofPlatform().daemon().name("idle lines").unstarted(this::read);

    private IdleLines() throws IOException {}

    /** All of them have been answered. */
    static IdleLines open(int port, String topic, int many)
            throws IOException, InterruptedException {
        var lines = new IdleLines();
        lines.reader.start();
        byte[] request =
                HttpConnection.get("/api/stream?topics=" + topic, "Accept: text/event-stream\r\n");
        for (int i = 1; i <= many; i++) {
            lines.connect(port, request);
            if (i % AT_A_TIME == 0 || i == many) {
                lines.await(i);
            }
        }
        return lines;
    }

    private void connect(int port, byte[] request) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channels.add(channel);
        channel.write(ByteBuffer.wrap(request));
        channel.configureBlocking(false);
        selector.wakeup();
        channel.register(selector, SelectionKey.OP_READ);
    }

    private void await(int many) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (listening.get() < many) {
            if (failure.get() != null || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Only " + listening + " of " + many + " can listen", failure.get());
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** Whose line has not been cut. */
    int listening() {
        return listening.get();
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(this::hear, TimeUnit.SECONDS.toMillis(1));
            }
        } catch (IOException | RuntimeException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private void hear(SelectionKey key) {
        try {
            bytes.clear();
            int read = ((SocketChannel) key.channel()).read(bytes);
            if (read < 0) {
                key.cancel();
                listening.decrementAndGet();
            } else if (key.attachment() == null && read > 0) {
                String head = new String(bytes.array(), 0, read, StandardCharsets.US_ASCII);
                if (!head.startsWith(OK)) {
                    throw new IllegalStateException(head);
                }
                key.attach(OK);
                listening.incrementAndGet();
            }
        } catch (IOException cut) {
            key.cancel();
            if (key.attachment() != null) {
                listening.decrementAndGet();
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
