package souk.projection.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.kernel.Moment;
import souk.kernel.Rejected;
import souk.kernel.Rejection.Kind;
import souk.platform.query.Probes;
import souk.platform.query.QueryNodeTest;
import souk.platform.query.rebuild.Rebuilds;
import souk.projection.RebuildCommand.StartRebuild;
import souk.projection.RebuildRejection.NotReachedYet;
import souk.projection.RebuildRejection.NothingHappenedYet;

import java.time.Instant;
import java.util.List;

@QueryNodeTest
class RebuildCommandsTest {

    private static final String ID = "reb_too_early";
    private static final long NEVER = 1_000_000_000_000L;
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Autowired RebuildCommands commands;
    @Autowired Rebuilds rebuilds;

    private Rejected refused(long from, @Nullable Moment at) {
        return catchThrowableOfType(
                Rejected.class,
                () ->
                        commands.decide(
                                new StartRebuild(Probes.VIEW, ID, false, true, from, at, List.of()),
                                null));
    }

    @Test
    void nothing_begins_where_the_projection_has_not_come_to_yet() {
        Rejected refused = refused(NEVER, null);

        assertThat(refused.rejection().kind()).isEqualTo(Kind.UNPROCESSABLE);
        assertThat(refused.rejection())
                .isInstanceOfSatisfying(
                        NotReachedYet.class,
                        it -> {
                            assertThat(it.from()).isEqualTo(NEVER);
                            assertThat(it.position()).isLessThan(NEVER);
                        });
        assertThat(rebuilds.find(ID)).isEmpty();
    }

    @Test
    void there_is_no_past_before_the_first_event() {
        Rejected refused = refused(0, new Moment(null, LONG_AGO));

        assertThat(refused.rejection()).isEqualTo(new NothingHappenedYet(LONG_AGO));
        assertThat(refused.rejection().kind()).isEqualTo(Kind.UNPROCESSABLE);
        assertThat(rebuilds.find(ID)).isEmpty();
    }
}
