package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.audit.AccessId;
import souk.audit.CheckCommand.StartCheck;
import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.audit.CheckView.Phase;
import souk.audit.Finding.What;
import souk.platform.query.rebuild.Rebuild;
import souk.platform.query.rebuild.Rebuild.Options;
import souk.platform.query.rebuild.Rebuilds;
import souk.platform.query.rebuild.Unattended;
import souk.platform.store.TestLog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class CheckRunTest {

    private static final List<String> VIEWS = List.of("order.view");

    @TempDir Path directory;

    private final TestLog log = new TestLog();
    private Clock clock = Clock.systemUTC();
    private Rebuilds rebuilds;
    private CheckTable table;
    private char next = 'a';

    @BeforeEach
    void open() {
        Schemas.create(log, "audit_log");
        Schemas.create(log, "audit_check");
        rebuilds = Unattended.rebuilds(log.database());
        table = new CheckTable(log.jdbc());
    }

    @AfterEach
    void close() {
        log.close();
    }

    private AuditSettings settings(boolean seals) {
        return new AuditSettings(directory, seals, Duration.ofSeconds(1), Duration.ZERO);
    }

    private void seal(int events) throws Exception {
        log.append(events);
        var sealer = new Sealer(log.records(), log.database(), settings(true), clock);
        assertThat(sealer.round()).isEqualTo(events);
    }

    private CheckView check(Kind kind, long from, boolean seals) {
        CheckId id = begin(kind, from, null);
        return goOn(id, seals);
    }

    private CheckId begin(Kind kind, long from, @Nullable AccessId look) {
        CheckId id = new CheckId("chk_01hzy00000000000000000000" + next++);
        assertThat(
                        table.add(
                                new StartCheck(id, Set.of(kind), from, null, VIEWS, look),
                                VIEWS,
                                "acc_1",
                                clock.instant()))
                .isTrue();
        return id;
    }

    private CheckView goOn(CheckId id, boolean seals) {
        return goOn(id, new StoredSeal(new LogTable(log.jdbc()), settings(seals)));
    }

    private CheckView goOn(CheckId id, SealedLog seal) {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(log.database()));
        var course = new Course(id, table, transactions, clock);
        new CheckRun(id, table, seal, log.records(), rebuilds, course, clock).run(log.database());
        return table.find(id).orElseThrow();
    }

    private CheckView checkLog(long from) {
        return check(Kind.LOG, from, true);
    }

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
        seal(20);
        log.jdbc().update("delete from event_store.event where position >= 15");
        log.append(3);
        String look = "look_01hzy00000000000000000000a";
        log.jdbc().update("update event_store.event set stream = ? where position = 15", look);

        assertThat(goOn(begin(Kind.LOG, 0, new AccessId(look)), true).findings())
                .singleElement()
                .returns(What.TRUNCATED, it -> it.what())
                .returns(15L, it -> it.first())
                .returns(19L, it -> it.last());
    }

    @Test
    void finds_what_others_have_stored_in_a_gap_before_it_was_asked_for() throws Exception {
        seal(20);
        log.jdbc().update("delete from event_store.event where position >= 15");
        log.append(3);
        String look = "look_01hzy00000000000000000000a";
        log.jdbc().update("update event_store.event set stream = ? where position = 17", look);

        assertThat(goOn(begin(Kind.LOG, 0, new AccessId(look)), true).findings())
                .extracting(it -> "%s %d-%d".formatted(it.what(), it.first(), it.last()))
                .containsExactly("CHANGED 15-16", "TRUNCATED 17-19");
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

    @Test
    void finds_leaves_that_nobody_has_signed() throws Exception {
        seal(20);
        seal(5);
        List<String> lines = Files.readAllLines(checkpoints());
        Files.write(checkpoints(), lines.subList(0, 2));

        assertThat(goOn(begin(Kind.LOG, 0, null), new Impatient()).findings())
                .singleElement()
                .returns(What.CHECKPOINT, it -> it.what())
                .returns(20L, it -> it.first());
    }

    private Path checkpoints() {
        return directory.resolve("checkpoints.ndjson");
    }

    /** What is not signed by now won't be. */
    private class Impatient extends StoredSeal {
        Impatient() {
            super(new LogTable(log.jdbc()), settings(true));
        }

        @Override
        public long lastSigned() {
            return size();
        }
    }

    @Test
    void finds_nothing_where_events_are_sealed_while_it_reads() throws Exception {
        seal(20);
        var growing =
                new Impatient() {
                    @Override
                    public Stream<Signed> signed() {
                        try {
                            seal(5);
                        } catch (Exception failed) {
                            throw new AssertionError(failed);
                        }
                        return super.signed();
                    }
                };

        CheckView check = goOn(begin(Kind.LOG, 0, null), growing);

        assertThat(check.phase()).isEqualTo(Phase.DONE);
        assertThat(check.sealed()).isEqualTo(20);
        assertThat(check.findings()).isEmpty();
    }

    @Test
    void finds_that_the_tree_was_cut_while_events_are_sealed() throws Exception {
        seal(25);
        log.jdbc().update("update audit_log.log set size = 20");

        assertThat(goOn(begin(Kind.LOG, 0, null), new Impatient()).findings())
                .singleElement()
                .returns(What.FORGED, it -> it.what())
                .returns(20L, it -> it.first())
                .returns(24L, it -> it.last());
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, (byte) 0xff, '\r'})
    void tells_of_a_line_with_one_bad_byte_and_checks_the_rest(byte bad) throws Exception {
        seal(20);
        seal(5);
        overwrite(bad, Files.readAllLines(checkpoints()).getFirst().length() + 10);
        log.jdbc().update("update event_store.event set sequence = 900 where position = 3");

        CheckView check = checkLog(0);

        assertThat(check.phase()).isEqualTo(Phase.DONE);
        assertThat(check.findings())
                .extracting(it -> it.what())
                .containsExactly(What.CHECKPOINT, What.CHANGED);
        assertThat(check.findings().getFirst().detail())
                .startsWith("line 2 of the checkpoints: ")
                .doesNotContain("\0");
    }

    private void overwrite(byte with, long at) throws IOException {
        try (var file = new RandomAccessFile(checkpoints().toFile(), "rw")) {
            file.seek(at);
            file.write(with);
        }
    }

    @Test
    void tells_no_more_than_a_line_can_hold() throws Exception {
        seal(20);
        Files.writeString(checkpoints(), "x".repeat(5_000) + "\n", StandardOpenOption.APPEND);

        assertThat(goOn(begin(Kind.LOG, 0, null), new Impatient()).findings())
                .singleElement()
                .extracting(it -> it.detail().length())
                .isEqualTo(2_000);
    }

    @Test
    void leaves_out_what_a_crash_has_left_of_a_line() throws Exception {
        seal(20);
        Files.writeString(checkpoints(), "{\"origin\":\"so", StandardOpenOption.APPEND);

        assertThat(checkLog(0).findings()).isEmpty();
    }

    @Test
    void has_failed_where_what_it_has_found_cannot_be_kept() throws Exception {
        seal(20);
        log.jdbc().update("update event_store.event set sequence = 900 where position = 3");
        log.jdbc().execute("alter table audit_check.finding add check (what <> 'CHANGED')");

        assertThat(checkLog(0).phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void that_is_taken_up_again_tells_that_leaves_are_gone() throws Exception {
        seal(20);
        CheckId id = begin(Kind.LOG, 0, null);
        table.enter(id, Phase.LOG, true);
        table.compares(id, 20);
        table.reach(id, 8);
        log.jdbc().update("delete from audit_log.tile where level = 0");

        CheckView check = goOn(id, true);

        assertThat(check.phase()).isEqualTo(Phase.DONE);
        assertThat(check.findings())
                .singleElement()
                .returns(What.FORGED, it -> it.what())
                .returns(8L, it -> it.first())
                .returns(19L, it -> it.last());
    }
}
