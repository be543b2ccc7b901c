package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What is about people does not stay beside the live tables. */
@RebuildTest
class RemainsTest {

    private static final String KEPT = "probe_view_previous";

    @Autowired Probes probes;
    @Autowired Rebuilds rebuilds;
    @Autowired Rebuilding rebuilding;
    @Autowired Remains remains;
    @Autowired JdbcTemplate jdbc;

    @BeforeEach
    void areAboutPeople() {
        jdbc.execute("comment on column probe_view.probe.label is 'personal'");
        probes.awaitHandled(probes.happen(new Opened(Probes.name())));
    }

    @AfterEach
    void areNot() {
        rebuilds.observe((_, _) -> {});
        jdbc.execute("comment on column probe_view.probe.label is null");
    }

    @Test
    void is_thrown_away_a_day_later_though_it_is_checked_meanwhile() {
        Rebuild rebuild = Rebuilding.ofProbes(Rebuilding.PLAIN);
        rebuilding.done(rebuild);
        remains.clear();
        assertThat(rebuilding.exists(KEPT)).isTrue();

        age();
        rebuilding.done(Rebuilding.of(Probes.VIEW, Kind.CHECK, Rebuilding.PLAIN));
        remains.clear();

        assertThat(rebuilding.exists(KEPT)).isFalse();
    }

    @Test
    void of_a_look_at_the_past_stays_a_day_after_the_last_that_was_at_that_moment() {
        long then = probes.happen(new Opened(Probes.name()));
        probes.awaitHandled(then);
        Options past = new Options(false, true, 0, then, "a test");
        rebuilding.done(Rebuilding.of(Probes.VIEW, Kind.SCRATCH, past));
        age();
        rebuilding.done(Rebuilding.of(Probes.VIEW, Kind.SCRATCH, past));

        remains.clear();
        assertThat(rebuilding.exists("probe_view_at_" + then)).isTrue();

        age();
        remains.clear();
        assertThat(rebuilding.exists("probe_view_at_" + then)).isFalse();
    }

    @Test
    void is_thrown_away_at_once_if_nobody_wanted_it() {
        rebuilding.done(Rebuilding.ofProbes(new Options(false, false, 0, null, "a test")));
        await().until(() -> !rebuilding.exists(KEPT));
        // as if the process had ended before it could do that itself, or amid the next one
        likeLive(KEPT);
        likeLive("probe_view_next");

        remains.clear();

        assertThat(rebuilding.exists(KEPT)).isFalse();
        assertThat(rebuilding.exists("probe_view_next")).isFalse();
    }

    @Test
    void stays_where_somebody_is_at_it() {
        Rebuild underWay = Rebuilding.ofProbes(Rebuilding.PLAIN);
        CountDownLatch goOn = new CountDownLatch(1);
        rebuilds.observe(
                (_, phase) ->
                        assertThat(phase != Phase.INDEX || goOn.await(30, TimeUnit.SECONDS))
                                .isTrue());
        assertThat(rebuilds.begin(List.of(underWay))).isTrue();
        await().until(() -> rebuilding.now(underWay).phase() == Phase.INDEX);

        remains.clear();

        assertThat(rebuilding.exists("probe_view_next")).isTrue();
        goOn.countDown();
        assertThat(rebuilding.ended(underWay).phase()).isEqualTo(Phase.DONE);
    }

    private void age() {
        jdbc.update(
                """
                update projection.rebuild set ended_at = ended_at - interval '2 days'
                 where projection = ?
                """,
                Probes.VIEW);
    }

    private void likeLive(String schema) {
        jdbc.execute("create schema " + schema);
        jdbc.execute(
                "create table %s.probe (like probe_view.probe including comments)"
                        .formatted(schema));
    }
}
