package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.Trouble;
import souk.platform.query.rebuild.Rebuild.Kind;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Rebuilds whose process ends on the way: another one over the same database goes on. */
@RebuildTest
class ResumingTest {

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired Rebuilds rebuilds;
    @Autowired Rebuilding rebuilding;
    @Autowired JdbcTemplate jdbc;

    @AfterEach
    void end() {
        trouble.ends();
        rebuilds.observe((_, _) -> {});
        if (!rebuilds.isRunning()) {
            rebuilds.start();
        }
    }

    private List<String> history() {
        List<String> names = Stream.generate(Probes::name).limit(60).toList();
        for (String name : names) {
            probes.happen(new Opened(name), new Counted(name, 1));
        }
        for (String name : names) {
            probes.happen(new Counted(name, 2));
        }
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 3)));
        return names;
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SCAN", "LOAD", "INDEX", "CATCH_UP", "COMPARE", "SWAP"})
    void goes_on_where_its_connection_broke(Phase fatal) {
        List<String> names = history();
        var deaths = new AtomicInteger();
        rebuilds.observe(
                (rebuild, phase) -> {
                    if (phase == fatal && deaths.getAndIncrement() == 0) {
                        probes.happen(new Counted(names.getFirst(), 10));
                        jdbc.queryForList(
                                """
                                select pg_terminate_backend(pid) from pg_locks
                                 where locktype = 'advisory' and classid = 5430120 and granted
                                """);
                    }
                });

        rebuilding.done(Rebuilding.ofProbes(Rebuilding.VERIFIED));

        assertThat(deaths.get()).isGreaterThan(1);
        assertThat(probes.total(names.getFirst())).isEqualTo(16);
        assertThat(rebuilding.exists("probe_view_next")).isFalse();
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 100)));
        assertThat(probes.total(names.getFirst())).isEqualTo(116);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SCAN", "LOAD", "INDEX", "CATCH_UP", "COMPARE", "SWAP"})
    void goes_on_after_a_restart(Phase last) {
        List<String> names = history();
        var before = rebuilding.content("probe_view");
        rebuilds.observe(
                (_, phase) -> {
                    if (phase == last) {
                        throw new InterruptedException("this process stops");
                    }
                });
        Rebuild rebuild = Rebuilding.ofProbes(Rebuilding.VERIFIED);
        rebuilds.begin(List.of(rebuild));
        await().atMost(Duration.ofSeconds(30)).until(() -> rebuilding.now(rebuild).phase() == last);

        rebuilds.stop();

        assertThat(rebuilding.now(rebuild).endedAt()).isNull();
        assertThat(rebuilding.content("probe_view")).isEqualTo(before);
        assertThat(probes.total(names.getFirst())).isEqualTo(6);
        rebuilds.observe((_, _) -> {});
        rebuilds.start();
        assertThat(rebuilding.ended(rebuild).phase()).isEqualTo(Phase.DONE);
        assertThat(rebuilding.content("probe_view")).isEqualTo(before);
    }

    @Test
    void claims_nothing_any_more_when_it_is_over() {
        history();

        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));

        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                jdbc.queryForList(
                                                """
                                                select pid from pg_locks
                                                 where locktype = 'advisory' and classid = 5430120
                                                   and database = (select oid from pg_database
                                                                    where datname = current_database())
                                                """)
                                        .isEmpty());
    }

    @Test
    void reads_no_event_again_that_is_behind_a_checkpoint() {
        List<String> names = history();
        var handled = new AtomicInteger();
        var deaths = new AtomicInteger();
        rebuilds.observe(
                (_, phase) -> {
                    if (phase == Phase.INDEX && deaths.getAndIncrement() == 0) {
                        throw new InterruptedException("this process stops");
                    }
                });
        trouble.comes(event -> handled.incrementAndGet());

        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));

        long events = jdbc.queryForObject("select count(*) from event_store.event", Long.class);
        assertThat(handled.get()).isLessThanOrEqualTo((int) events);
        assertThat(probes.total(names.getFirst())).isEqualTo(6);
    }

    @Test
    void takes_a_way_back_to_its_end_too() {
        List<String> names = history();
        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 10)));
        var deaths = new AtomicInteger();
        rebuilds.observe(
                (_, phase) -> {
                    if (phase == Phase.SWAP && deaths.getAndIncrement() == 0) {
                        throw new InterruptedException("this process stops");
                    }
                });

        rebuilding.done(Rebuilding.of(Probes.VIEW, Kind.ROLLBACK, Rebuilding.PLAIN));

        assertThat(probes.total(names.getFirst())).isEqualTo(16);
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 100)));
        assertThat(probes.total(names.getFirst())).isEqualTo(116);
    }
}
