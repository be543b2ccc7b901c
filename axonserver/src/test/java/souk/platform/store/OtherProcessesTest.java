package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.platform.store.StoreFixture.event;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class OtherProcessesTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong(1_000 * SECOND);
    private final OtherProcesses others = new OtherProcesses(9, now::get);

    /** How long ago that was which is asked about. */
    private boolean silentFor(long nanos) {
        return others.silentSince(now.get() - nanos);
    }

    private void pass(long nanos) {
        now.addAndGet(nanos);
    }

    private void look(long head) {
        others.looked(now.get(), head);
    }

    @Test
    void nobody_knows_before_somebody_has_looked() {
        pass(SECOND / 2);
        assertThat(silentFor(SECOND / 4)).isFalse();
        look(9);
        assertThat(silentFor(SECOND / 4)).isTrue();
    }

    @Test
    void nobody_knows_a_second_after_the_last_look() {
        pass(SECOND);
        look(9);
        pass(SECOND - 1);
        assertThat(silentFor(SECOND)).isTrue();
        pass(1);
        assertThat(silentFor(SECOND)).isFalse();
    }

    @Test
    void knows_nothing_of_the_time_before_it_was_there() {
        look(9);
        assertThat(silentFor(1)).isFalse();
    }

    @Test
    void what_this_process_has_stored_is_not_of_others() {
        pass(SECOND);
        others.stored(10, 3);
        look(12);
        others.stored(13, 1);
        assertThat(silentFor(SECOND / 2)).isTrue();
    }

    @Test
    void what_is_on_its_way_to_us_is_not_of_others() {
        pass(SECOND);
        look(10); // it is on disk, and our writer has not been told yet
        assertThat(silentFor(SECOND / 2)).isFalse();
        others.stored(10, 1);
        pass(SECOND / 4);
        look(11); // and again
        assertThat(silentFor(SECOND / 2)).isTrue();
    }

    @Test
    void what_others_have_stored_before_us_is_a_gap() {
        pass(SECOND);
        look(9);
        pass(1);
        others.stored(11, 1);
        assertThat(silentFor(1)).isFalse();
        pass(2);
        assertThat(silentFor(1)).isTrue();
    }

    @Test
    void what_nobody_claims_for_two_looks_is_of_others() {
        pass(SECOND);
        look(9);
        pass(SECOND / 4);
        look(10);
        assertThat(silentFor(SECOND / 2)).isTrue(); // as of the first look
        pass(SECOND / 4);
        look(10);
        assertThat(silentFor(SECOND / 8)).isFalse();
        pass(SECOND / 4);
        look(10);
        assertThat(silentFor(SECOND / 8)).isTrue();
        assertThat(silentFor(SECOND / 2)).isFalse();
    }

    @Test
    void others_are_noticed_and_we_are_not() {
        try (var store = StoreFixture.onFreshDatabase()) {
            long begun = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                store.commit(event("a", i));
            }
            await().until(() -> store.others.silentSince(begun));

            try (var other = new StoreFixture(store.url)) {
                other.commit(event("b", 0));
                await().until(() -> !store.others.silentSince(begun));
            }
            var later = new AtomicLong();
            await().until(
                            () -> {
                                boolean silent = store.others.silentSince(later.get());
                                if (!silent) {
                                    later.set(System.nanoTime());
                                }
                                return silent;
                            });
            assertThat(store.others.silentSince(begun)).isFalse();

            try (var other = new StoreFixture(store.url)) {
                other.commit(event("b", 1));
            }
            store.commit(event("a", 20));
            assertThat(store.others.silentSince(later.get())).isFalse();
        }
    }
}
