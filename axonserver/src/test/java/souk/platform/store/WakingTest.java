package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.platform.store.StoreFixture.event;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class WakingTest {

    private final StoreFixture store = StoreFixture.onFreshDatabase();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_reader_is_called_when_this_process_stores_something() throws Exception {
        var called = new CountDownLatch(1);
        try (var stream = store.store.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(called::countDown)).isTrue();

            store.commit(event("a", 0));

            assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.nextAvailable().trackingToken())
                    .isEqualTo(new GlobalSequenceTrackingToken(0));
        }
    }

    @Test
    void a_reader_is_called_when_another_process_stores_something() throws Exception {
        var called = new CountDownLatch(1);
        try (var other = new StoreFixture(store.url);
                var stream = store.store.openStream(null)) {
            stream.setOnAvailableCallback(called::countDown);

            other.commit(event("a", 0));

            assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.hasNextAvailable()).isTrue();
        }
    }

    @Test
    void a_reader_that_comes_late_is_called_at_once() {
        store.commit(event("a", 0));
        var calls = new AtomicInteger();
        try (var stream = store.store.openStream(null)) {
            stream.setOnAvailableCallback(calls::incrementAndGet);

            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void losing_the_notifications_only_costs_time() {
        try (var other = new StoreFixture(store.url)) {
            store.jdbc.queryForList(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and query ilike 'listen%' or query ilike '%max(position)%'
                       and pid <> pg_backend_pid()
                    """);

            other.commit(event("a", 0));

            await().untilAsserted(() -> assertThat(store.tail.head()).isZero());
        }
    }

    @Test
    void events_of_two_processes_are_read_in_the_order_of_their_positions() {
        try (var other = new StoreFixture(store.url)) {
            for (int i = 0; i < 20; i++) {
                store.commit(event("mine", i));
                other.commit(event("theirs", i));
            }
            await().untilAsserted(() -> assertThat(store.tail.head()).isEqualTo(39));

            assertThat(store.readAll())
                    .extracting(message -> message.trackingToken().position().orElseThrow())
                    .isSorted()
                    .hasSize(40);
        }
    }

    @Test
    void what_was_read_from_memory_equals_what_is_read_from_the_table() {
        store.commit(event("a", 0), event("b", 0));
        var live = store.readAll();
        store.store.forgetDecodedEvents();
        var stored = store.readAll();

        assertThat(stored).hasSize(2);
        for (int i = 0; i < live.size(); i++) {
            assertThat(stored.get(i).getPayload()).isEqualTo(live.get(i).getPayload());
            assertThat(stored.get(i).getIdentifier()).isEqualTo(live.get(i).getIdentifier());
            assertThat(stored.get(i).trackingToken()).isEqualTo(live.get(i).trackingToken());
            assertThat(stored.get(i).getMetaData()).isEqualTo(live.get(i).getMetaData());
        }
    }
}
