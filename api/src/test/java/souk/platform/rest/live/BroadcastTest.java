package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;

import souk.platform.rest.StubEvents;
import souk.platform.rest.events.Happening;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What is told to many at once, and what is remembered of it. */
class BroadcastTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final LiveSettings settings =
            new LiveSettings(Duration.ofSeconds(15), 10, 10, 100, 10, 2, 0);
    private final Presences presences =
            new Presences(
                    _ -> {
                        throw new AssertionError();
                    },
                    settings,
                    new SimpleMeterRegistry());
    private final AtomicInteger announced = new AtomicInteger();
    private @Nullable RuntimeException unreadable;

    private final Announcer announcer =
            new Announcer() {
                @Override
                public Set<String> topics() {
                    return Set.of("topic");
                }

                @Override
                public List<Message> announce(DomainEventMessage<?> event, long position) {
                    announced.incrementAndGet();
                    if (unreadable != null) {
                        throw unreadable;
                    }
                    return List.of(
                            Message.about(
                                    event.getAggregateIdentifier(),
                                    "topic",
                                    event.getPayload().toString(),
                                    position));
                }
            };

    private final Bulletins bulletins = new Bulletins(List.of(announcer), List.of());
    private final Broadcast broadcast = new Broadcast(bulletins, presences, settings);

    private static Happening happening(long position, String... what) {
        return new Happening(
                position,
                List.of(what).stream()
                        .<org.axonframework.eventhandling.TrackedEventMessage<?>>map(
                                each ->
                                        new GenericTrackedDomainEventMessage<>(
                                                new GlobalSequenceTrackingToken(position),
                                                new GenericDomainEventMessage<>(
                                                        "Stub", "one", position, each)))
                        .toList());
    }

    private static Listener listener(Set<String> ids, long position) {
        return new Listener(Map.of("topic", ids), position, 10);
    }

    private static List<String> names(List<Bulletin> told) {
        return told.stream().flatMap(it -> it.messages().stream()).map(Message::name).toList();
    }

    @Test
    void what_has_become_two_events_is_told_as_one_bulletin() {
        broadcast.begin(0, 0);
        broadcast.see(happening(1, "a", "b"));
        broadcast.see(happening(1, "a", "b"));
        broadcast.see(happening(2, "c"));
        assertThat(broadcast.catchUp(listener(Set.of("one"), 0)))
                .hasValueSatisfying(told -> assertThat(names(told)).containsExactly("a", "b", "c"));
    }

    @Test
    void what_cannot_be_read_now_is_told_later_and_what_never_can_is_passed_over() {
        broadcast.begin(0, 0);
        Happening away = happening(1, "a");
        unreadable = new IllegalStateException("away", new SQLTransientConnectionException());
        assertThatThrownBy(() -> broadcast.see(away)).isSameAs(unreadable);
        assertThat(broadcast.head()).isZero();

        unreadable = null;
        broadcast.see(away);
        unreadable = new IllegalStateException("broken");
        broadcast.see(happening(2, "b"));
        unreadable = null;
        broadcast.see(happening(3, "c"));

        assertThat(broadcast.catchUp(listener(Set.of("one"), 0)))
                .hasValueSatisfying(told -> assertThat(names(told)).containsExactly("a", "c"));
    }

    @Test
    void nobody_waits_for_a_listener_that_looks_for_what_it_has_missed() {
        broadcast.begin(0, 0);
        broadcast.see(happening(1, "a"));
        // as if it took long to look
        var slow =
                new HashSet<>(Set.of("one")) {
                    @Override
                    public boolean contains(Object id) {
                        if (broadcast.head() == 1) {
                            CompletableFuture.runAsync(() -> broadcast.see(happening(2, "b")))
                                    .orTimeout(20, TimeUnit.SECONDS)
                                    .join();
                        }
                        return super.contains(id);
                    }
                };
        Listener listener = listener(slow, 0);
        assertThat(broadcast.catchUp(listener))
                .hasValueSatisfying(told -> assertThat(names(told)).containsExactly("a", "b"));
        assertThat(listener.isBehind()).isFalse();
        assertThat(listener.position()).isEqualTo(2);
    }

    @Test
    void everybody_has_to_come_again_when_the_store_is_what_it_was_earlier() {
        presences.start();
        broadcast.begin(0, 0);
        broadcast.see(happening(1, "a"));
        broadcast.see(happening(2, "gone"));
        try (Presence mia = presences.enter("mia")) {
            Listener listener = listener(Set.of("one"), 2);
            mia.listenWith(listener);
            broadcast.begin(1, 1);
            assertThat(listener.isOver()).isTrue();
        }
        broadcast.see(happening(2, "b"));
        assertThat(broadcast.catchUp(listener(Set.of("one"), 1)))
                .hasValueSatisfying(told -> assertThat(names(told)).containsExactly("b"));
        assertThat(broadcast.catchUp(listener(Set.of("one"), 0))).isEmpty();
    }

    private Archive archive(StubEvents events) {
        return new Archive(
                new StaticListableBeanFactory(Map.of("events", events))
                        .getBeanProvider(ResolvableType.forClass(StreamableMessageSource.class)),
                bulletins,
                settings);
    }

    @Test
    void of_the_past_only_that_is_read_which_somebody_listens_to() throws Exception {
        var events = new StubEvents();
        events.happened("one", 0, "a");
        events.happenedLater();
        events.happened("one", 1, "b");
        var elsewhere = new Listener(Map.of("other", Set.of("one")), -1, 10);
        assertThat(archive(events).read(elsewhere, null, 2, LONG)).isEmpty();
        assertThat(elsewhere.position()).isEqualTo(2);
        assertThat(announced).hasValue(0);

        Listener listener = listener(Set.of("one"), -1);
        assertThat(names(archive(events).read(listener, null, 2, LONG))).containsExactly("a", "b");
        assertThat(listener.position()).isEqualTo(2);
    }

    @Test
    void a_caller_reads_the_past_once_at_a_time() throws Exception {
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var events = new StubEvents();
        events.happened("one", 0, "a");
        Archive archive = archive(events);
        var slow = new Listener(Map.of("topic", new Slow(reading, goOn)), -1, 10);
        var first =
                CompletableFuture.supplyAsync(
                        () -> read(archive, slow, "mia", LONG), Thread::startVirtualThread);
        reading.await();
        Listener second = listener(Set.of("one"), -1);
        assertThat(read(archive, second, "mia", Duration.ofMillis(1))).isEmpty();
        assertThat(second.position()).isEqualTo(-1);
        assertThat(read(archive, second, "ada", LONG)).hasSize(1);
        goOn.countDown();
        assertThat(first.get()).hasSize(1);
        assertThat(read(archive, listener(Set.of("one"), -1), "mia", LONG)).hasSize(1);
    }

    private static final class Slow extends HashSet<String> {

        private static final long serialVersionUID = 1;

        private final transient CountDownLatch reading;
        private final transient CountDownLatch goOn;

        Slow(CountDownLatch reading, CountDownLatch goOn) {
            super(Set.of("one"));
            this.reading = reading;
            this.goOn = goOn;
        }

        @Override
        public boolean contains(Object id) {
            reading.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.contains(id);
        }
    }

    private static Collection<Bulletin> read(
            Archive archive, Listener listener, String caller, Duration patience) {
        try {
            return archive.read(listener, caller, 0, patience);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
