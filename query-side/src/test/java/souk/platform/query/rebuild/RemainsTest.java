package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.rebuild.Rebuild.Kind;

/** What is about people does not stay beside the live tables. */
@RebuildTest
class RemainsTest {

    private static final String KEPT = "probe_view_previous";

    @Autowired Probes probes;
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
        jdbc.execute("comment on column probe_view.probe.label is null");
    }

    @Test
    void is_thrown_away_a_day_later_though_it_is_checked_meanwhile() {
        Rebuild rebuild = Rebuilding.ofProbes(Rebuilding.PLAIN);
        rebuilding.done(rebuild);
        remains.clear();
        assertThat(rebuilding.exists(KEPT)).isTrue();

        jdbc.update(
                """
                update projection.rebuild set ended_at = ended_at - interval '2 days'
                 where projection = ?
                """,
                Probes.VIEW);
        rebuilding.done(Rebuilding.of(Probes.VIEW, Kind.CHECK, Rebuilding.PLAIN));
        remains.clear();

        assertThat(rebuilding.exists(KEPT)).isFalse();
    }
}
