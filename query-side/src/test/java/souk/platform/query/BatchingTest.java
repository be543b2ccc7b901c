package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

@QueryNodeTest
class BatchingTest {

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired EntityManagerFactory database;

    private final CountDownLatch held = new CountDownLatch(1);
    private final String first = Probes.name();

    @BeforeEach
    void hold_the_first_batch() {
        trouble.comes(
                event -> {
                    if (event.probe().equals(first)) {
                        held.await();
                    }
                });
        probes.happen(new Opened(first));
    }

    @AfterEach
    void end() {
        trouble.ends();
    }

    @Test
    void writes_a_row_once_however_many_events_changed_it() {
        String probe = Probes.name();
        probes.happen(new Opened(probe));
        probes.happen(
                IntStream.range(0, 500)
                        .mapToObj(_ -> new Counted(probe, 1))
                        .toArray(ProbeEvent[]::new));
        Statistics statistics = database.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();

        held.countDown();
        probes.awaitHandled(probes.happen(new Counted(first, 1)));

        assertThat(probes.total(probe)).isEqualTo(500);
        // one batch, or two where the work package took the first events before the last had come
        assertThat(statistics.getEntityInsertCount()).isEqualTo(2);
        assertThat(statistics.getEntityUpdateCount()).isLessThanOrEqualTo(3);
    }

    @Test
    void takes_a_thousand_events_into_one_transaction() {
        probes.happen(
                IntStream.range(0, 990)
                        .mapToObj(_ -> new Opened(Probes.name()))
                        .toArray(ProbeEvent[]::new));
        Statistics statistics = database.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();

        held.countDown();
        probes.awaitHandled(probes.happen(new Counted(first, 1)));

        assertThat(statistics.getEntityInsertCount()).isEqualTo(991);
        assertThat(statistics.getSuccessfulTransactionCount()).isLessThan(10);
        assertThat(statistics.getPrepareStatementCount()).isLessThan(50);
    }
}
