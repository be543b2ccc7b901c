package souk.platform.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A network between us and PostgreSQL, in which what was sent can get lost without a word. */
final class StallingProxy implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private final ReentrantReadWriteLock flow = new ReentrantReadWriteLock();
    private int lostBefore;

    StallingProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::admit);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Nothing more passes over the connections that are open by now. */
    void loseOpenConnections() {
        flow.writeLock().lock();
        try {
            lostBefore = sockets.size();
        } finally {
            flow.writeLock().unlock();
        }
    }

    private void admit() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                flow.writeLock().lock();
                try {
                    sockets.add(client);
                    sockets.add(server);
                    int number = sockets.size();
                    Thread.ofVirtual().start(() -> pump(client, server, number));
                    Thread.ofVirtual().start(() -> pump(server, client, number));
                } finally {
                    flow.writeLock().unlock();
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pump(Socket from, Socket to, int number) {
        byte[] buffer = new byte[8_192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                flow.readLock().lock();
                try {
                    if (number > lostBefore) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                } finally {
                    flow.readLock().unlock();
                }
            }
        } catch (IOException closed) {
            // by either side
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
