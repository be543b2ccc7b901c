package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.audit.CheckView.Phase;
import souk.audit.Finding;
import souk.audit.Finding.What;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What was signed is compared with what is there, be it while the log grows, or damaged. */
class SignedCheckTest extends Checking {

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

    @Test
    void finds_where_leaves_are_gone_however_many_follow() throws Exception {
        for (int tile = 0; tile < 3; tile++) {
            seal(Tile.WIDTH);
        }
        log.jdbc().update("delete from audit_log.tile where level = 0 and number = 1");

        assertThat(checkLog(0).findings())
                .allSatisfy(
                        it ->
                                assertThat(it)
                                        .returns(What.FORGED, Finding::what)
                                        .returns(256L, Finding::first)
                                        .returns(767L, Finding::last))
                .isNotEmpty();
    }
}
