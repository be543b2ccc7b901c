package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartId;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.StubEvents;
import souk.platform.rest.live.Ears.Heard;
import souk.platform.rest.live.Scene.Guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Whoever comes back is told what he has missed: all of it, and nothing twice. */
@HttpTest
class LiveResumeTest {

    /** More than is remembered here. */
    private static final int MANY = 3_000;

    private static final int EVENTS = 8_000;
    private static final int LISTENERS = 6;

    @Autowired Client client;
    @Autowired StubEvents events;

    private Scene scene;
    private Guest guest;

    @BeforeEach
    void open() {
        scene = new Scene(client, events);
        guest = scene.guest();
    }

    private Ears after(String id) {
        return Ears.open(client, "cart", Client.with(guest.cookie(), "Last-Event-ID", id));
    }

    private List<Long> clear(int times) {
        return IntStream.range(0, times).mapToObj(_ -> scene.clear(guest.cart())).toList();
    }

    @Test
    void from_memory() {
        long first = scene.clear(guest.cart());
        List<Long> missed = clear(10);
        try (Ears ears = after(String.valueOf(first))) {
            assertThat(ears.heard(10)).extracting(Heard::position).isEqualTo(missed);
            long next = scene.clear(guest.cart());
            assertThat(ears.heard(11).getLast().position()).isEqualTo(next);
        }
    }

    @Test
    void from_long_ago() {
        long first = scene.clear(guest.cart());
        List<Long> missed = clear(MANY);
        try (Ears ears = after(String.valueOf(first))) {
            assertThat(ears.heard(MANY)).extracting(Heard::position).isEqualTo(missed);
        }
    }

    @Test
    void by_an_address_for_clients_that_cannot_set_headers() {
        long first = scene.clear(guest.cart());
        long second = scene.clear(guest.cart());
        long third = scene.clear(guest.cart());
        String path = "/api/stream?topics=cart&lastEventId=" + first;
        try (Ears ears = Ears.at(client, path, guest.cookie())) {
            assertThat(ears.heard(2)).extracting(Heard::position).containsExactly(second, third);
        }
        // a browser repeats the address, and says how far it has got since
        try (Ears ears =
                Ears.at(
                        client,
                        path,
                        Client.with(guest.cookie(), "Last-Event-ID", String.valueOf(second)))) {
            assertThat(ears.heard(1)).extracting(Heard::position).containsExactly(third);
        }
    }

    @Test
    void from_where_it_was_told_that_nothing_had_happened() {
        String id;
        try (Ears ears = Ears.open(client, "cart", guest.cookie())) {
            id = ears.upTo(events.position()).lastId();
        }
        long missed = scene.clear(guest.cart());
        try (Ears ears = after(id)) {
            assertThat(ears.heard(1)).extracting(Heard::position).containsExactly(missed);
        }
    }

    @Test
    void from_what_will_not_be() {
        try (Ears ears = after("999999999")) {
            Heard reset = ears.heard(1).getFirst();
            assertThat(reset.name()).isEqualTo("reset");
            assertThat(reset.position()).isLessThanOrEqualTo(events.position());
            long next = scene.clear(guest.cart());
            assertThat(ears.heard(2).getLast().position()).isEqualTo(next);
        }
    }

    @Test
    void more_than_waits_for_a_client_is_told_all_the_same() {
        try (Ears ears = Ears.open(client, "cart", guest.cookie()).upTo(events.position())) {
            List<Long> burst = clear(150);
            assertThat(ears.heard(150)).extracting(Heard::position).isEqualTo(burst);
        }
    }

    @RepeatedTest(3)
    void however_often_and_wherever_it_was_cut_off() throws Exception {
        List<Guest> guests = IntStream.range(0, LISTENERS).mapToObj(_ -> scene.guest()).toList();
        long start = events.position();
        List<CompletableFuture<List<Long>>> listening = new ArrayList<>();
        for (Guest each : guests) {
            var random = new SplittableRandom(each.cart().value().hashCode());
            listening.add(
                    CompletableFuture.supplyAsync(
                            () -> hear(each, start, random), Thread::startVirtualThread));
        }
        List<List<Long>> told = guests.stream().<List<Long>>map(_ -> new ArrayList<>()).toList();
        var random = new SplittableRandom(1);
        for (int i = 0; i < EVENTS; i++) {
            int who = random.nextInt(LISTENERS + 1);
            CartId cart = who == LISTENERS ? guest.cart() : guests.get(who).cart();
            long position = scene.clear(cart);
            if (who < LISTENERS) {
                told.get(who).add(position);
            }
            if (i % 500 == 0) {
                Thread.yield();
            }
        }
        for (int i = 0; i < LISTENERS; i++) {
            told.get(i).add(scene.farewell(guests.get(i).cart()));
            assertThat(listening.get(i).get()).isEqualTo(told.get(i));
        }
    }

    /** Until the last event of the cart, with every connection cut after a few messages. */
    private List<Long> hear(Guest guest, long start, SplittableRandom random) {
        List<Long> heard = new ArrayList<>();
        String id = String.valueOf(start);
        while (true) {
            int enough = random.nextInt(1, 600);
            try (Ears ears =
                    Ears.open(client, "cart", Client.with(guest.cookie(), "Last-Event-ID", id))) {
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> isEnough(ears, enough) || !ears.goesOn());
                for (Heard each : ears.heard().stream().limit(enough).toList()) {
                    heard.add(each.position());
                    id = each.id();
                    if (Scene.isLast(each)) {
                        return heard;
                    }
                }
            }
        }
    }

    private static boolean isEnough(Ears ears, int enough) {
        List<Heard> heard = ears.heard();
        return heard.size() >= enough || !heard.isEmpty() && Scene.isLast(heard.getLast());
    }
}
