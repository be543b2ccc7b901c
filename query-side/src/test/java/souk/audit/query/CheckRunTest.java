package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import souk.audit.AccessId;
import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.audit.CheckView.Phase;
import souk.audit.Finding.What;
import souk.platform.query.rebuild.Rebuild;
import souk.platform.query.rebuild.Rebuild.Options;
import souk.platform.store.EventStoreUnavailableException;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;

class CheckRunTest extends Checking {

    private Status health() {
        return new CheckMeters(table, new SimpleMeterRegistry(), clock).health().getStatus();
    }

    @Test
    void has_failed_where_there_is_nothing_to_compare() throws Exception {
        assertThat(checkLog(0))
                .returns(Phase.FAILED, CheckView::phase)
                .extracting(CheckView::failure)
                .asString()
                .contains("nothing to compare: 0 events are sealed");
        seal(20);
        assertThat(checkLog(20).phase()).isEqualTo(Phase.FAILED);
        assertThat(checkLog(19).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void has_failed_where_a_view_was_not_made_anew() {
        assertThat(
                        rebuilds.begin(
                                List.of(
                                        Rebuild.of(
                                                "reb_01hzy000000000000000000000",
                                                VIEWS.getFirst(),
                                                Rebuild.Kind.CHECK,
                                                new Options(false, true, 0, null, "acc_1"),
                                                clock.instant()))))
                .isTrue();
        log.jdbc().update("update projection.rebuild set phase = 'CANCELLED', ended_at = now()");

        assertThat(check(Kind.VIEWS, 0, true))
                .returns(Phase.FAILED, CheckView::phase)
                .extracting(CheckView::failure)
                .asString()
                .contains("order.view was not compared");
    }

    @Test
    void that_has_found_something_is_not_forgotten_for_one_of_another_part() throws Exception {
        seal(20);
        log.jdbc().update("update event_store.event set sequence = 900 where position = 3");
        assertThat(checkLog(0).findings()).singleElement().returns(What.CHANGED, it -> it.what());
        assertThat(health()).isEqualTo(Status.DOWN);

        assertThat(checkLog(10).findings()).isEmpty();
        assertThat(health()).isEqualTo(Status.DOWN);

        log.jdbc().update("update event_store.event set sequence = 3 where position = 3");
        assertThat(checkLog(0).findings()).isEmpty();
        assertThat(health()).isEqualTo(Status.UP);
    }

    @Test
    void of_the_log_is_left_to_those_who_seal() throws Exception {
        seal(20);

        CheckId id = begin(Kind.LOG, 0, null);
        assertThat(goOn(id, false).endedAt()).isNull();
        assertThat(goOn(id, true).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void of_the_log_rests_while_the_log_cannot_be_read() throws Exception {
        seal(20);
        var away =
                (SealedLog)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {SealedLog.class},
                                (_, _, _) -> {
                                    throw new EventStoreUnavailableException("away", null);
                                });

        CheckId id = begin(Kind.LOG, 0, null);
        assertThat(goOn(id, away).endedAt()).isNull();
        assertThat(goOn(id, true).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void of_the_log_has_failed_where_nobody_seals() throws Exception {
        seal(20);
        CheckId id = begin(Kind.LOG, 0, null);
        assertThat(goOn(id, false).endedAt()).isNull();

        clock = Clock.offset(clock, CheckRun.PATIENCE.plusSeconds(1));

        assertThat(goOn(id, false))
                .returns(Phase.FAILED, CheckView::phase)
                .extracting(CheckView::failure)
                .asString()
                .contains("no node that seals");
    }

    @Test
    void of_the_log_that_nobody_has_taken_up_is_cancelled_by_whoever_looks() throws Exception {
        seal(20);
        CheckId id = begin(Kind.LOG, 0, null);
        assertThat(table.cancel(id)).isTrue();

        assertThat(goOn(id, false).phase()).isEqualTo(Phase.CANCELLED);
    }

    @Test
    void knows_where_the_log_had_ended_when_it_was_asked_for() throws Exception {
        AccessId look = cutAndAskedForAt(15);

        assertThat(goOn(begin(Kind.LOG, 0, look), true).findings())
                .singleElement()
                .returns(What.TRUNCATED, it -> it.what())
                .returns(15L, it -> it.first())
                .returns(19L, it -> it.last());
    }

    @Test
    void finds_what_others_have_stored_in_a_gap_before_it_was_asked_for() throws Exception {
        AccessId look = cutAndAskedForAt(17);

        assertThat(goOn(begin(Kind.LOG, 0, look), true).findings())
                .extracting(it -> "%s %d-%d".formatted(it.what(), it.first(), it.last()))
                .containsExactly("CHANGED 15-16", "TRUNCATED 17-19");
    }

    /** Of twenty events that were sealed the last five are gone, and three have come since. */
    private AccessId cutAndAskedForAt(long position) throws Exception {
        seal(20);
        log.jdbc().update("delete from event_store.event where position >= 15");
        log.append(3);
        AccessId look = new AccessId("look_01hzy00000000000000000000a");
        log.jdbc()
                .update(
                        "update event_store.event set stream = ? where position = ?",
                        look.value(),
                        position);
        return look;
    }

    @Test
    void that_is_taken_up_again_compares_with_what_was_found_to_be_signed() throws Exception {
        seal(20);
        CheckId id = begin(Kind.LOG, 0, null);
        table.enter(id, Phase.LOG, true);
        table.compares(id, 20);
        table.reach(id, 8);
        seal(5);
        log.jdbc()
                .update(
                        "update event_store.event set sequence = 900 + position where position in"
                                + " (3, 9)");

        CheckView check = goOn(id, true);

        assertThat(check.sealed()).isEqualTo(20);
        assertThat(check.findings()).singleElement().returns(9L, it -> it.first());
    }
}
