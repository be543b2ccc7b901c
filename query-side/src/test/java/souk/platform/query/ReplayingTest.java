package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;

import java.util.concurrent.CountDownLatch;

/** Axon's own way to start over, through our serializer, database and store. */
@QueryNodeTest
class ReplayingTest {

    @Autowired Probes probes;
    @Autowired Projections projections;
    @Autowired Trouble trouble;
    @Autowired JdbcTemplate jdbc;

    private final String probe = Probes.name();

    @AfterEach
    void end() {
        trouble.ends();
    }

    @Test
    void makes_the_same_of_the_same_events() {
        String poisoned = Probes.name();
        trouble.comes(
                event -> {
                    if (event.probe().equals(poisoned)) {
                        throw new IllegalStateException("poison");
                    }
                });
        long position =
                probes.happen(
                        new Opened(probe),
                        new Opened(poisoned),
                        new Counted(probe, 7),
                        new Counted(poisoned, 1));
        probes.awaitHandled(position);
        assertThat(probes.letters(poisoned)).hasSize(2);
        trouble.ends();

        startOver();
        probes.awaitHandled(position);

        assertThat(probes.total(probe)).isEqualTo(7);
        assertThat(probes.total(poisoned)).isEqualTo(1);
        assertThat(probes.letters(poisoned)).isEmpty();
        assertThat(probes.letters(probe)).isEmpty();
    }

    @Test
    void survives_a_stop_on_the_way() {
        long position = probes.happen(new Opened(probe), new Counted(probe, 7));
        probes.awaitHandled(position);
        var reached = new CountDownLatch(1);
        trouble.comes(
                event -> {
                    if (event.probe().equals(probe)) {
                        reached.countDown();
                        throw new org.springframework.dao.CannotAcquireLockException("not yet");
                    }
                });

        ProjectionProcessor processor = startOver();
        assertThat(reached).satisfies(CountDownLatch::await);
        processor.shutDown();
        assertThat(tokenType()).endsWith(".ReplayToken");
        trouble.ends();
        processor.start();
        probes.awaitHandled(position);
        probes.awaitHandled(probes.happen(new Counted(probe, 1)));

        assertThat(probes.total(probe)).isEqualTo(8);
        assertThat(tokenType()).endsWith(".GlobalSequenceTrackingToken");
    }

    private ProjectionProcessor startOver() {
        ProjectionProcessor processor = projections.live(Probes.VIEW).processor();
        processor.shutDown();
        processor.resetTokens();
        assertThat(jdbc.queryForList("select * from probe_view.probe")).isEmpty();
        assertThat(tokenType()).endsWith(".ReplayToken");
        processor.start();
        return processor;
    }

    private String tokenType() {
        return String.valueOf(
                jdbc.queryForObject(
                        "select token_type from axon.token_entry where processor_name = ?",
                        String.class,
                        Probes.VIEW));
    }
}
