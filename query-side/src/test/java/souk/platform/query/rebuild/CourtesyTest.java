package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class CourtesyTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GLANCE = 200;
    private static final double LEAST = 0.05;

    /** Does as it is told. */
    private static final class Neighbours implements Courtesy.Others {

        private final AtomicLong now;
        private long served = 17;
        private long answerMillis;
        private long lag;
        private double load = 0.3;

        Neighbours(AtomicLong now) {
            this.now = now;
        }

        @Override
        public long served() {
            now.addAndGet(answerMillis * MILLI);
            return served;
        }

        @Override
        public long lag() {
            return lag;
        }

        @Override
        public double load() {
            return load;
        }
    }

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong rested = new AtomicLong();
    private final Neighbours others = new Neighbours(now);
    private final Courtesy courtesy = new Courtesy(others, 100, LEAST, now::get);

    private void pass(long millis) {
        now.addAndGet(millis * MILLI);
    }

    /** Looks so many times, each time after something was done for others. */
    private double beside(int glances) {
        double share = 1;
        for (int i = 0; i < glances; i++) {
            others.served++;
            pass(GLANCE);
            share = courtesy.share();
        }
        return share;
    }

    @Test
    void takes_all_the_time_where_nobody_wants_anything_however_busy_it_keeps_the_processors() {
        others.load = 1;
        others.lag = 1_000;
        courtesy.begin();
        for (int i = 0; i < 100; i++) {
            pass(GLANCE);
            assertThat(courtesy.share()).isEqualTo(1);
        }
        assertThat(courtesy.isDue()).isFalse();
    }

    @Test
    void makes_way_soon_after_it_began_and_gives_no_thought_to_what_was_before() {
        others.served = 1_000_000;
        courtesy.begin();
        others.served++;
        pass(20);
        assertThat(courtesy.share()).isEqualTo(0.1);
    }

    @Test
    void takes_more_as_long_as_there_is_room() {
        courtesy.begin();
        assertThat(beside(1)).isEqualTo(0.1);
        assertThat(beside(10)).isCloseTo(0.3, within(0.001));
        assertThat(beside(100)).isLessThan(1).isGreaterThan(0.9);
    }

    @Test
    void stays_where_it_is_between_room_and_want() {
        courtesy.begin();
        beside(11);
        others.load = 0.75;
        assertThat(beside(10)).isCloseTo(0.3, within(0.001));
    }

    @Test
    void takes_half_as_much_each_time_that_processors_are_short_but_never_nothing() {
        courtesy.begin();
        beside(11);
        others.load = 0.9;
        assertThat(beside(1)).isCloseTo(0.15, within(0.001));
        assertThat(beside(1)).isCloseTo(0.075, within(0.001));
        assertThat(beside(10)).isEqualTo(LEAST);
    }

    @Test
    void takes_less_while_live_projections_lag() {
        courtesy.begin();
        beside(11);
        others.lag = 101;
        assertThat(beside(1)).isCloseTo(0.15, within(0.001));
    }

    @Test
    void takes_less_while_the_store_is_slow_to_answer() {
        courtesy.begin();
        beside(11);
        others.answerMillis = 51;
        assertThat(beside(1)).isCloseTo(0.15, within(0.001));
    }

    @Test
    void goes_by_the_rest_where_nobody_knows_how_busy_processors_are() {
        others.load = -1;
        courtesy.begin();
        assertThat(beside(11)).isCloseTo(0.3, within(0.001));
    }

    @Test
    void takes_all_the_time_again_when_the_others_have_gone() {
        courtesy.begin();
        beside(5);
        for (int i = 0; i < 10; i++) {
            pass(GLANCE);
            assertThat(courtesy.isDue()).isTrue();
        }
        pass(GLANCE);
        assertThat(courtesy.isDue()).isFalse();
    }

    @Test
    void remembers_from_one_rebuild_to_the_next() {
        courtesy.begin();
        others.load = 0.9;
        beside(10);
        courtesy.begin();
        assertThat(courtesy.share()).isEqualTo(LEAST);
    }

    private Rests rests() {
        return rests(0);
    }

    private Rests rests(double least) {
        return new Rests(
                courtesy,
                least,
                now::get,
                nanos -> {
                    rested.addAndGet(nanos);
                    now.addAndGet(nanos);
                });
    }

    @Test
    void rests_as_long_as_its_share_says() {
        courtesy.begin();
        Rests rests = rests();
        pass(30);
        rests.pause();
        assertThat(rested.get()).isZero();
        beside(1);
        rests.begin();
        pass(10);
        rests.pause();
        assertThat(rested.get()).isEqualTo(90 * MILLI);
    }

    @Test
    void rests_no_longer_than_it_works_in_a_transaction() {
        courtesy.begin();
        beside(1);
        Rests rests = rests(Rests.SHARE_IN_TRANSACTION);
        pass(10);
        rests.pause();
        assertThat(rested.get()).isEqualTo(10 * MILLI);
    }

    @Test
    void rests_for_a_second_at_most() {
        courtesy.begin();
        beside(1);
        Rests rests = rests();
        pass(150);
        rests.pause();
        assertThat(rested.get()).isEqualTo(1_000 * MILLI);
    }
}
