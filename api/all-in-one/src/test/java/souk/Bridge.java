package souk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to whoever listens at one of these ports, taken in turn. It can be cut as networks are:
 * connections stay, nothing passes, and nobody is told.
 */
final class Bridge implements AutoCloseable {

    private final ServerSocket gate;
    private final List<Integer> ends;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile CountDownLatch barrier = new CountDownLatch(0);

    Bridge(List<Integer> ends) {
        this.ends = ends;
        try {
            gate = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().start(this::open);
    }

    int port() {
        return gate.getLocalPort();
    }

    void cut() {
        barrier = new CountDownLatch(1);
    }

    /** What was under way arrives late. */
    void heal() {
        barrier.countDown();
    }

    private void open() {
        try {
            while (true) {
                Socket come = gate.accept();
                sockets.add(come);
                Thread.ofVirtual().start(() -> lead(come));
            }
        } catch (IOException closed) {
            // by ourselves
        }
    }

    private void lead(Socket come) {
        try {
            barrier.await();
            Socket on = connected();
            sockets.add(on);
            Thread.ofVirtual().start(() -> carry(on, come));
            carry(come, on);
        } catch (IOException nobody) {
            close(come);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connected() throws IOException {
        int first = turn.getAndIncrement();
        IOException last = new IOException("leads nowhere");
        for (int i = 0; i < ends.size(); i++) {
            try {
                return new Socket(
                        InetAddress.getLoopbackAddress(), ends.get((first + i) % ends.size()));
            } catch (IOException away) {
                last = away;
            }
        }
        throw last;
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                barrier.await();
                out.write(buffer, 0, read);
            }
            barrier.await();
        } catch (IOException broken) {
            // here or there
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        gate.close();
        heal();
        List.copyOf(sockets).forEach(this::close);
    }
}
