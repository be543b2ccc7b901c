package souk.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Compared with what is known of queues without any simulation. */
class SimulationTest {

    /** Nothing waits for the store. */
    private static Shape deciding(int nodes, double micros, double hot, int parts) {
        return new Shape(nodes, 1, micros, 0, 0, hot, parts);
    }

    @Test
    void one_stream_is_one_queue() {
        // M/M/1: service ÷ (1 - load)
        var waits = Simulation.run(deciding(1, 1_000, 1, 1), 500, 300);
        assertThat(waits.all().getMean()).isCloseTo(2_000, within(100.0));
        assertThat(waits.hot().getTotalCount()).isEqualTo(waits.all().getTotalCount());
    }

    @Test
    void one_stream_is_no_faster_on_more_nodes() {
        var shape = deciding(16, 1_000, 1, 1);
        assertThat(Simulation.run(shape, 900, 30).hold(95, 200_000)).isTrue();
        assertThat(Simulation.run(shape, 1_300, 30).hold(95, 200_000)).isFalse();
    }

    @Test
    void parts_of_it_are() {
        assertThat(Simulation.run(deciding(16, 1_000, 1, 4), 3_000, 30).hold(95, 200_000)).isTrue();
    }

    @Test
    void many_streams_are_as_fast_as_their_nodes() {
        var shape = deciding(4, 1_000, 0, 1);
        assertThat(Simulation.run(shape, 3_600, 30).hold(95, 200_000)).isTrue();
        assertThat(Simulation.run(shape, 4_600, 30).hold(95, 200_000)).isFalse();
    }

    @Test
    void who_waits_for_what_is_hot_is_not_hidden_by_all_others() {
        // a hundredth of all, but twice as many as one stream can take
        assertThat(Simulation.run(deciding(256, 1_000, 0.01, 1), 200_000, 3).hold(95, 200_000))
                .isFalse();
    }

    @Test
    void a_batch_takes_as_long_as_its_commit_and_what_is_in_it() {
        var shape = new Shape(1, 1_000, 0.001, 1_000, 10, 0, 1);
        var waits = Simulation.run(shape, 50_000, 5);
        // in balance: batch = 1,000 + 10 × 0.05 × batch, and who comes waits for half of one before
        assertThat(waits.all().getMean()).isCloseTo(1.5 * 2_000, within(200.0));
    }

    @Test
    void the_same_each_time() {
        var shape = new Shape(4, 2, 500, 300, 20, 0.1, 2);
        assertThat(Simulation.run(shape, 2_000, 5).all())
                .isEqualTo(Simulation.run(shape, 2_000, 5).all());
    }
}
