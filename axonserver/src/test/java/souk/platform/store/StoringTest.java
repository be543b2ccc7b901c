package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.platform.store.StoreFixture.event;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.platform.store.StoreFixture.Happened;

import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class StoringTest {

    private final StoreFixture store = StoreFixture.onFreshDatabase();

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class AUnitOfWork {

        @Test
        void is_on_disk_when_it_has_committed() {
            store.commit(event("a", 0));

            assertThat(store.positions()).containsExactly(0L);
        }

        @Test
        void is_stored_whole_over_several_streams() {
            store.commit(event("a", 0), event("b", 0), event("a", 1));

            assertThat(store.readAll())
                    .extracting(message -> ((Happened) message.getPayload()).what())
                    .containsExactly("a/0", "b/0", "a/1");
        }

        @Test
        void shows_in_the_sequence_numbers_of_many_streams() {
            store.commit(event("a", 0), event("b", 0), event("a", 1));

            assertThat(store.store.lastSequenceNumbersFor(List.of("a", "nothing", "b")))
                    .isEqualTo(Map.of("a", 1L, "b", 0L));
        }

        @Test
        void is_stored_not_at_all_when_one_stream_was_continued_by_others() {
            store.commit(event("b", 0));

            assertThatThrownBy(() -> store.commit(event("a", 0), event("b", 0)))
                    .isInstanceOf(ConcurrencyException.class);

            assertThat(store.store.readEvents("a").hasNext()).isFalse();
            assertThat(store.positions()).containsExactly(0L);
        }

        @Test
        void that_contradicts_itself_is_refused() {
            assertThatThrownBy(() -> store.commit(event("a", 0), event("a", 0)))
                    .isInstanceOf(ConcurrencyException.class);

            assertThat(store.positions()).isEmpty();
        }

        @Test
        void that_fails_with_an_error_is_undone_as_with_an_exception() {
            var undone = new AtomicBoolean();
            var unit = DefaultUnitOfWork.startAndGet(null);
            unit.onRollback(_ -> undone.set(true));
            store.store.publish(
                    new GenericDomainEventMessage<>("Test", "s", 0, new Happened("too much")) {
                        @Override
                        public Instant getTimestamp() {
                            throw new OutOfMemoryError("simulated");
                        }
                    });

            assertThatThrownBy(unit::commit).isInstanceOf(EventStoreException.class);

            assertThat(undone).isTrue();
        }

        @Test
        void keeps_the_time_of_its_events_to_the_microsecond() {
            DomainEventMessage<?> message = event("a", 0);
            store.commit(message);

            assertThat(store.log.stream("a", 0).getFirst().time())
                    .isEqualTo(
                            message.getTimestamp()
                                    .truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        }
    }

    @Nested
    class ManyUnitsOfWork {

        private List<Throwable> failuresOf(List<DomainEventMessage<?>[]> units) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running =
                        units.stream()
                                .map(
                                        unit ->
                                                CompletableFuture.runAsync(
                                                        () -> store.commit(unit), threads))
                                .toList();
                return running.stream()
                        .map(
                                one -> {
                                    try {
                                        one.join();
                                        return null;
                                    } catch (CompletionException failed) {
                                        return failed.getCause();
                                    }
                                })
                        .filter(java.util.Objects::nonNull)
                        .toList();
            }
        }

        @Test
        void leave_no_gap_between_positions() {
            var failures =
                    failuresOf(
                            IntStream.range(0, 2_000)
                                    .mapToObj(i -> new DomainEventMessage<?>[] {event("s" + i, 0)})
                                    .toList());

            assertThat(failures).isEmpty();
            assertThat(store.positions())
                    .containsExactlyElementsOf(LongStream.range(0, 2_000).boxed().toList());
        }

        @Test
        void fail_alone_when_they_conflict() {
            store.commit(event("taken", 0));

            var failures =
                    failuresOf(
                            IntStream.range(0, 1_000)
                                    .mapToObj(
                                            i ->
                                                    i % 10 == 0
                                                            ? new DomainEventMessage<?>[] {
                                                                event("s" + i, 0), event("taken", 0)
                                                            }
                                                            : new DomainEventMessage<?>[] {
                                                                event("s" + i, 0)
                                                            })
                                    .toList());

            assertThat(failures).hasSize(100).allMatch(ConcurrencyException.class::isInstance);
            assertThat(store.positions())
                    .containsExactlyElementsOf(LongStream.range(0, 901).boxed().toList());
        }

        @Test
        void of_which_all_want_the_same_next_event_are_won_by_one() {
            var failures =
                    failuresOf(
                            IntStream.range(0, 200)
                                    .mapToObj(_ -> new DomainEventMessage<?>[] {event("hot", 0)})
                                    .toList());

            assertThat(failures).hasSize(199).allMatch(ConcurrencyException.class::isInstance);
            assertThat(store.positions()).containsExactly(0L);
        }

        @Test
        void do_not_suffer_from_one_that_postgresql_refuses() {
            var failures =
                    failuresOf(
                            IntStream.range(0, 200)
                                    .mapToObj(
                                            i ->
                                                    new DomainEventMessage<?>[] {
                                                        event(i == 100 ? "nul\u0000" : "s" + i, 0)
                                                    })
                                    .toList());

            assertThat(failures).hasSize(1);
            assertThat(store.positions()).hasSize(199);
        }
    }

    @Nested
    class WhenTheConnectionBreaks {

        @Test
        void every_acknowledged_event_is_stored_once() {
            var done = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var killer = CompletableFuture.runAsync(() -> killWritersUntil(done), threads);
                IntStream.range(0, 20)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () -> store.commitMany("s" + i, 100), threads))
                        .toList()
                        .forEach(CompletableFuture::join);
                done.set(true);
                killer.join();
            }

            assertThat(store.positions())
                    .containsExactlyElementsOf(LongStream.range(0, 2_000).boxed().toList());
        }

        @Test
        void silently_it_is_given_up_and_another_one_is_used() throws Exception {
            Matcher address = Pattern.compile("//([^:/]+):(\\d+)/").matcher(store.url);
            assertThat(address.find()).isTrue();
            try (var network = new StallingProxy(Integer.parseInt(address.group(2)))) {
                String url = address.replaceFirst("//127.0.0.1:" + network.port() + "/");
                var impatient = new GroupCommit.Settings(1_000, 1_000, 1_000, 20);
                try (var behind = new StoreFixture(url, impatient, List.of())) {
                    behind.commit(event("silent", 0));
                    network.loseOpenConnections();

                    // where others had been told of the first one already, it is this one that
                    // finds the connection dead, and that takes longer than it may wait
                    try {
                        behind.commit(event("silent", 1));
                    } catch (EventStoreUnavailableException givenUp) {
                        behind.commit(event("silent", 1));
                    }
                }
            }

            assertThat(store.positions()).containsExactly(0L, 1L);
        }

        private void killWritersUntil(AtomicBoolean done) {
            while (!done.get()) {
                store.jdbc.queryForList(
                        """
                        select pg_terminate_backend(pid), pg_sleep(0.02) from pg_stat_activity
                         where datname = current_database() and query like '%event_store.append%'
                           and pid <> pg_backend_pid()
                        """);
                store.jdbc.queryForList("select pg_sleep(0.05)");
            }
        }
    }

    @Nested
    class Reading {

        @Test
        void does_not_wait_for_a_transaction_left_idle_elsewhere() throws Exception {
            store.commit(event("a", 0));
            try (var idle = DriverManager.getConnection(store.url)) {
                idle.setAutoCommit(false);
                idle.createStatement().execute("create table left_open (n int)");
                idle.createStatement().execute("select count(*) from event_store.event");

                store.commit(event("a", 1));

                assertThat(store.readAll()).hasSize(2);
            }
        }

        @Test
        void at_an_instant_starts_with_the_first_event_recorded_then() {
            store.commitMany("a", 50);
            store.jdbc.update(
                    "update event_store.event set recorded_at = timestamptz 'epoch' + position *"
                            + " interval '1 minute'");

            assertThat(store.store.createTokenAt(Instant.EPOCH.plusSeconds(20 * 60)).position())
                    .hasValue(19);
            assertThat(store.store.createTokenAt(Instant.EPOCH.plusSeconds(20 * 60 + 1)).position())
                    .hasValue(20);
            assertThat(store.store.createTokenAt(Instant.EPOCH.minusSeconds(1))).isNull();
            assertThat(store.store.createTokenAt(Instant.MAX).position()).hasValue(49);
        }

        @Test
        void an_unknown_name_is_an_error_and_not_a_skipped_event() {
            store.commit(event("a", 0));
            store.jdbc.update("update event_store.event_type set name = 'test.Forgotten'");

            assertThatThrownBy(
                            () -> {
                                try (var other = new StoreFixture(store.url)) {
                                    other.readAll();
                                }
                            })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("test.Forgotten");
        }

        @Test
        void a_name_that_became_unknown_while_running_is_an_error_too() {
            store.commit(event("a", 0));
            try (var other = new StoreFixture(store.url)) {
                store.jdbc.update(
                        "insert into event_store.event_type values (99, 'test.Newer', '1',"
                                + " 'Test')");
                store.jdbc.update("update event_store.event set type = 99");

                assertThatThrownBy(() -> other.readAll().getFirst().getPayloadType())
                        .isInstanceOf(UnknownNameException.class);
            }
        }

        @Test
        void a_corrupt_payload_is_an_error() {
            store.commit(event("a", 0));
            store.jdbc.update("update event_store.event set payload = '{\"what\":'");
            try (var other = new StoreFixture(store.url)) {
                assertThatThrownBy(() -> other.readAll().getFirst().getPayload())
                        .isInstanceOf(org.axonframework.serialization.SerializationException.class);
            }
        }
    }

    @Nested
    class Snapshots {

        @Test
        void are_followed_by_later_events_only() {
            store.commitMany("a", 10);
            store.store.storeSnapshot(event("a", 7));

            assertThat(
                            store.store
                                    .readEvents("a")
                                    .asStream()
                                    .map(DomainEventMessage::getSequenceNumber))
                    .containsExactly(7L, 8L, 9L);
        }

        @Test
        void are_not_replaced_by_older_ones() {
            store.commitMany("a", 10);
            store.store.storeSnapshot(event("a", 7));
            store.store.storeSnapshot(event("a", 3));

            assertThat(store.store.readEvents("a").next().getSequenceNumber()).isEqualTo(7);
        }

        @Test
        void that_cannot_be_read_are_passed_over() {
            store.commitMany("a", 10);
            store.store.storeSnapshot(event("a", 7));
            store.jdbc.update("update event_store.snapshot set payload = 'garbage'");

            assertThat(store.store.readEvents("a").asStream()).hasSize(10);
        }
    }
}
