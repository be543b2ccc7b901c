package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Decisions that look at one and the same stream. */
class GlanceTest {

    private static final int MANY = 50;
    private static final String STREAM = "stream";

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong readFrom = new AtomicLong();
    private final CountDownLatch mayRead = new CountDownLatch(1);
    private final InMemoryEventStorageEngine engine =
            new InMemoryEventStorageEngine() {
                @Override
                public DomainEventStream readEvents(String stream, long firstSequence) {
                    reads.incrementAndGet();
                    readFrom.set(firstSequence);
                    await().until(() -> mayRead.getCount() == 0);
                    return super.readEvents(stream, firstSequence);
                }
            };
    private final EmbeddedEventStore store =
            EmbeddedEventStore.builder().storageEngine(engine).build();
    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean silence = new AtomicBoolean();
    private final Glance<Integer> glance =
            new Glance<>(
                    () -> store,
                    (_, _) -> silence.get(),
                    0,
                    (count, _) -> count + 1,
                    now::incrementAndGet);

    @AfterEach
    void close() {
        store.shutDown();
    }

    private void storedElsewhere(long sequence) {
        engine.appendEvents(event(sequence));
    }

    private static DomainEventMessage<String> event(long sequence) {
        return new GenericDomainEventMessage<>("Type", STREAM, sequence, "event");
    }

    @Test
    void of_many_who_ask_at_once_one_looks() throws InterruptedException {
        storedElsewhere(0);
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        List<Thread> all =
                IntStream.range(0, MANY)
                        .mapToObj(_ -> new Thread(() -> seen.add(glance.recent(STREAM))))
                        .toList();
        all.forEach(Thread::start);
        await().until(() -> reads.get() == 1 && waiting(all) == MANY - 1);

        mayRead.countDown();

        for (Thread each : all) {
            each.join();
        }
        assertThat(seen).hasSize(MANY).containsOnly(1);
        // the second one for those who came when the first had begun
        assertThat(reads).hasValueLessThanOrEqualTo(2);
    }

    private static long waiting(List<Thread> all) {
        return all.stream().filter(it -> it.getState() == Thread.State.BLOCKED).count();
    }

    @Test
    void what_others_have_stored_meanwhile_is_not_missed() {
        mayRead.countDown();
        storedElsewhere(0);
        assertThat(glance.current(STREAM).state()).isEqualTo(1);

        storedElsewhere(1);

        assertThat(glance.current(STREAM).state()).isEqualTo(2);
        assertThat(glance.current(STREAM).version()).isEqualTo(1);
    }

    @Test
    void what_this_process_has_stored_is_looked_for_at_once() {
        mayRead.countDown();
        storedElsewhere(0);
        glance.recent(STREAM);
        storedElsewhere(1);

        glance.outdate(STREAM);

        assertThat(glance.recent(STREAM)).isEqualTo(2);
    }

    @Test
    void what_this_process_has_stored_is_known_without_a_look() {
        mayRead.countDown();
        storedElsewhere(0);
        glance.recent(STREAM);
        int looks = reads.get();

        glance.stored(event(1));
        glance.stored(event(1));

        assertThat(glance.recent(STREAM)).isEqualTo(2);
        assertThat(reads.get()).isEqualTo(looks);
    }

    @Test
    void what_this_process_has_stored_later_than_what_is_missed_is_looked_for() {
        mayRead.countDown();
        storedElsewhere(0);
        glance.recent(STREAM);
        storedElsewhere(1);
        storedElsewhere(2);

        glance.stored(event(2));

        assertThat(glance.recent(STREAM)).isEqualTo(3);
    }

    @Test
    void what_others_have_stored_is_noticed_after_a_second() {
        mayRead.countDown();
        storedElsewhere(0);
        glance.recent(STREAM);
        storedElsewhere(1);
        assertThat(glance.recent(STREAM)).isEqualTo(1);

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));

        assertThat(glance.recent(STREAM)).isEqualTo(2);
    }

    @Test
    void what_is_stored_while_somebody_looks_for_the_first_time_is_not_missed() throws Exception {
        storedElsewhere(0);
        silence.set(true);
        var first = new Thread(() -> glance.recent(STREAM));
        first.start();
        await().until(() -> reads.get() == 1);
        var later = new Thread(() -> glance.outdate(STREAM));
        later.start();
        await().until(() -> later.getState() == Thread.State.BLOCKED);

        mayRead.countDown();

        first.join();
        later.join();
        storedElsewhere(1);
        assertThat(glance.recent(STREAM)).isEqualTo(2);
    }

    @Test
    void who_stores_something_else_need_not_wait_for_a_look() {
        var slow = new Thread(() -> glance.recent(STREAM));
        slow.start();
        await().until(() -> reads.get() == 1);

        var others =
                CompletableFuture.runAsync(
                        () -> IntStream.range(0, 500).forEach(it -> glance.outdate("other" + it)));

        assertThat(others).succeedsWithin(Duration.ofSeconds(5));
        mayRead.countDown();
    }

    @Test
    void nobody_looks_for_a_minute_while_others_are_silent() {
        mayRead.countDown();
        storedElsewhere(0);
        glance.recent(STREAM);
        int looks = reads.get();
        silence.set(true);

        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        glance.recent(STREAM);
        assertThat(reads).hasValue(looks);

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        glance.recent(STREAM);
        assertThat(reads).hasValue(looks + 1);
    }

    @Test
    void what_nobody_asks_for_is_forgotten_after_five_minutes() {
        mayRead.countDown();
        storedElsewhere(0);
        glance.current(STREAM);

        now.addAndGet(TimeUnit.SECONDS.toNanos(299));
        glance.current(STREAM);
        assertThat(readFrom).hasValue(1);

        now.addAndGet(TimeUnit.SECONDS.toNanos(300));
        glance.current(STREAM);
        assertThat(readFrom).hasValue(0);
    }

    @Test
    void what_may_have_been_stored_is_looked_for_although_others_are_silent() {
        mayRead.countDown();
        storedElsewhere(0);
        glance.recent(STREAM);
        storedElsewhere(1);
        silence.set(true);

        glance.outdate(STREAM);

        assertThat(glance.recent(STREAM)).isEqualTo(2);
    }
}
