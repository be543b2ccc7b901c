package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.StubEvents;
import souk.platform.rest.live.Scene.Guest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many who listen, and some who do not listen well. */
@HttpTest
class LiveLoadTest {

    private static final int MANY = 1_000;

    /** Most of it are the buffers that Tomcat has for every connection, and the client's end. */
    private static final long BYTES_EACH = 192 * 1024;

    private static final int SMALL = 4_096;

    /** Less than is remembered here. */
    private static final int BURST = 150;

    @Autowired Client client;
    @Autowired StubEvents events;
    @Autowired MeterRegistry meters;

    private Socket connect(Guest guest) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress("localhost", client.port()));
        String request =
                "GET /api/stream?topics=cart HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n"
                        .formatted(guest.cookie()[1]);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private double streams() {
        return meters.get("souk.live.streams").gauge().value();
    }

    private double dropped() {
        return meters.get("souk.live.dropped").counter().count();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void a_thousand_idle_listeners_need_little_memory() throws IOException {
        var scene = new Scene(client, events);
        Guest guest = scene.guest();
        await().until(() -> streams() == 0);
        long before = heap();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                sockets.add(connect(guest));
            }
            assertThat(streams()).isEqualTo(MANY);
            long each = (heap() - before) / MANY;
            assertThat(each).as("bytes of heap for each").isLessThan(BYTES_EACH);
            try (Ears ears = Ears.open(client, "cart", guest.cookie()).upTo(events.position())) {
                scene.clear(guest.cart());
                assertThat(ears.heard(1)).hasSize(1);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> streams() == 0);
    }

    @Test
    void who_does_not_read_is_left_behind_and_holds_up_nobody() throws IOException {
        var scene = new Scene(client, events);
        Guest guest = scene.guest();
        double before = dropped();
        try (Socket deaf = connect(guest);
                Ears ears = Ears.open(client, "cart", guest.cookie()).upTo(events.position())) {
            assertThat(deaf.isConnected()).isTrue();
            long last = 0;
            long told = 0;
            while (dropped() == before) {
                for (int i = 0; i < BURST; i++) {
                    last = scene.clear(guest.cart());
                    told++;
                }
                ears.upTo(last);
            }
            assertThat(ears.heard()).hasSize((int) told);
            assertThat(ears.goesOn()).isTrue();
        }
    }
}
