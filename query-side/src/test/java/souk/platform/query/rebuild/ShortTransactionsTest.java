package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import souk.platform.query.ProbeEvent;
import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.Trouble;
import souk.platform.query.rebuild.Rebuild.Kind;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Nobody's dead rows go away while a transaction that has written is open. */
@RebuildTest
@TestPropertySource(
        properties = {
            "souk.rebuilds.checkpoint=1h",
            "souk.rebuilds.uncommitted=0s",
            "souk.rebuilds.share=0.5"
        })
class ShortTransactionsTest {

    /** More than is read in one go. */
    private static final int MANY = 4_500;

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired Rebuilding rebuilding;
    @Autowired Courtesy courtesy;

    @AfterEach
    void end() {
        trouble.ends();
    }

    @Test
    void what_is_rebuilt_is_committed_on_the_way_beside_others() {
        ProbeEvent[] history = history();
        probes.awaitHandled(probes.happen(history));

        assertThat(reachedBeforeTheLast(history, Rebuilding.ofProbes(Rebuilding.VERIFIED)))
                .isNotNegative();
    }

    @Test
    void what_is_caught_up_is_committed_on_the_way_beside_others() {
        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));
        ProbeEvent[] history = history();
        long last = probes.happen(history);
        probes.awaitHandled(last);

        assertThat(
                        reachedBeforeTheLast(
                                history,
                                Rebuilding.of(Probes.VIEW, Kind.ROLLBACK, Rebuilding.PLAIN)))
                .isGreaterThan(last - MANY);
    }

    private static ProbeEvent[] history() {
        String[] names = Stream.generate(Probes::name).limit(100).toArray(String[]::new);
        return Stream.concat(
                        Stream.of(names).map(Opened::new),
                        Stream.iterate(0, it -> it + 1)
                                .limit(MANY - names.length)
                                .map(it -> new Counted(names[it % names.length], it)))
                .toArray(ProbeEvent[]::new);
    }

    /** What others see of it by then. */
    private long reachedBeforeTheLast(ProbeEvent[] history, Rebuild rebuild) {
        var reached = new AtomicLong(-1);
        trouble.comes(
                event -> {
                    if (event.equals(history[0])) {
                        beBesideOthers();
                    } else if (event.equals(history[history.length - 1])) {
                        reached.set(rebuilding.now(rebuild).reached().min());
                    }
                });
        rebuilding.done(rebuild);
        return reached.get();
    }

    private void beBesideOthers() {
        await().until(
                        () -> {
                            probes.happen(new Opened(Probes.name()));
                            return courtesy.isDue();
                        });
    }
}
