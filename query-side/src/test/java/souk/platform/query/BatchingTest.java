package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@QueryNodeTest
class BatchingTest {

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired EntityManagerFactory database;
    @Autowired JdbcTemplate jdbc;

    private final CountDownLatch held = new CountDownLatch(1);
    private final String first = Probes.name();

    @BeforeEach
    void hold_the_first_batch() {
        jdbc.execute(
                """
                create sequence if not exists probe_view.written;
                create or replace function probe_view.count() returns trigger language plpgsql
                    as $$ begin perform nextval('probe_view.written'); return null; end $$;
                create or replace trigger counting after insert or update on probe_view.probe
                    for each row execute function probe_view.count();
                """);
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
        jdbc.execute(
                """
                drop trigger counting on probe_view.probe;
                drop function probe_view.count;
                drop sequence probe_view.written;
                """);
    }

    private void countFromHere() {
        jdbc.execute("alter sequence probe_view.written restart");
    }

    private long written() {
        return Objects.requireNonNull(
                        jdbc.queryForObject("select nextval('probe_view.written')", Long.class))
                - 1;
    }

    private long transactionsThatWrote(String... names) {
        return Objects.requireNonNull(
                jdbc.queryForObject(
                        "select count(distinct xmin::text) from probe_view.probe where probe ="
                                + " any(?)",
                        Long.class,
                        (Object) names));
    }

    @Test
    void writes_a_row_once_however_many_events_changed_it() {
        String probe = Probes.name();
        probes.happen(new Opened(probe));
        probes.happen(
                IntStream.range(0, 500)
                        .mapToObj(_ -> new Counted(probe, 1))
                        .toArray(ProbeEvent[]::new));
        countFromHere();

        held.countDown();
        probes.awaitHandled(probes.happen(new Counted(first, 1)));

        assertThat(probes.total(probe)).isEqualTo(500);
        // one batch, or two where the work package took the first events before the last had come
        assertThat(written()).isBetween(2L, 5L);
    }

    @Test
    void takes_a_thousand_events_into_one_transaction() {
        String[] names = Stream.generate(Probes::name).limit(990).toArray(String[]::new);
        probes.happen(Stream.of(names).map(Opened::new).toArray(ProbeEvent[]::new));
        Statistics statistics = database.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        countFromHere();

        held.countDown();
        probes.awaitHandled(probes.happen(new Counted(first, 1)));

        assertThat(written()).isBetween(991L, 993L);
        assertThat(transactionsThatWrote(names)).isBetween(1L, 3L);
        assertThat(statistics.getPrepareStatementCount()).isLessThan(400);
    }
}
