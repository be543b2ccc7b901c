package souk.verify;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.verify.Sealed.verify;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.kernel.proof.StoredRecord;

import java.nio.file.Path;
import java.util.List;

class VerifyTest {

    private static final int SIZE = 20;

    @TempDir Path directory;
    private Sealed log;

    @BeforeEach
    void seal() {
        log = new Sealed(directory, SIZE).checkpoint(1).checkpoint(7).checkpoint(13).checkpoint(20);
    }

    private String whole() {
        return verify(log.checkpoints(), log.export());
    }

    /** As somebody with access to the event table would do it: its leaf stays. */
    private void change(int position, String payload) {
        log.records.set(position, Sealed.record(position, payload));
    }

    @Nested
    class An_untouched_export {

        @Test
        void is_what_was_sealed() {
            assertThat(whole())
                    .startsWith("exit 0")
                    .contains("4 checkpoints of test-shop up to size 20")
                    .contains("positions 0–19 stand where they were sealed, as 4 checkpoints say")
                    .contains("All of it is what was sealed.");
        }

        @Test
        void may_come_in_several_files_in_any_order() {
            assertThat(verify(log.part(15, 20), log.checkpoints(), log.part(0, 8), log.part(8, 15)))
                    .startsWith("exit 0");
        }

        @Test
        void of_more_than_was_signed_is_open_at_its_end() {
            log.records.add(Sealed.record(20, "{}"));

            assertThat(whole())
                    .startsWith("exit 3")
                    .contains("position 20: no checkpoint is of a size among them");
        }

        @Test
        void without_checkpoints_proves_nothing() {
            assertThat(verify(log.export())).startsWith("exit 2").contains("bring the checkpoints");
        }

        @Test
        void may_withhold_words() {
            List<String> lines = log.lines(0, SIZE);
            lines.set(
                    4,
                    "{\"position\":4,\"leaf\":\"%s\",\"withheld\":\"secret\"}"
                            .formatted(Sealed.base64(log.leaves.get(4))));

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 0")
                    .contains("1 positions whose content is withheld")
                    .contains("not their words: 4\n");
        }
    }

    @Nested
    class Finds_and_locates {

        @Test
        void a_changed_byte() {
            change(8, "{\"text\":\"number 9 ü\"}");

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains(
                            "export.ndjson:9: position 8: what stands here is not what was sealed")
                    .contains("1 faults");
        }

        @Test
        void a_change_of_which_the_leaf_was_made_anew() {
            change(8, "{\"text\":\"number 9 ü\"}");
            log.leaves.set(8, log.records.get(8).leafHash());

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains(
                            "checkpoints.ndjson:4: positions 7–12 do not make the tree of size 13")
                    .contains("positions 0–6 stand where they were sealed")
                    .contains("positions 13–19: the tree before them is broken");
        }

        @Test
        void two_that_changed_places() {
            StoredRecord third = log.records.get(3);
            log.records.set(3, log.records.get(11).at(3));
            log.records.set(11, third.at(11));

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains(
                            "export.ndjson:4: position 3: what stands here was sealed at position"
                                    + " 11")
                    .contains(
                            "export.ndjson:12: position 11: what stands here was sealed at position"
                                    + " 3")
                    .contains("2 faults");
        }

        @Test
        void one_that_is_gone() {
            List<String> lines = log.lines(0, SIZE);
            lines.remove(5);

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 1")
                    .contains("export.ndjson:6: position 5 is missing");
        }

        @Test
        void one_that_is_gone_and_those_after_it_moved_up() {
            log.records.remove(5);
            for (int i = 5; i < log.records.size(); i++) {
                log.records.set(i, log.records.get(i).at(i));
            }

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains("positions 5–17: what stands here was sealed at positions 6–18")
                    .contains("position 19 signed for, and missing at the end");
        }

        @Test
        void one_that_was_put_in() {
            log.records.add(5, Sealed.record(5, "{\"text\":\"never\"}"));
            for (int i = 6; i < log.records.size(); i++) {
                log.records.set(i, log.records.get(i).at(i));
            }

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains(
                            "export.ndjson:6: position 5: what stands here is not what was sealed")
                    .contains(
                            "export.ndjson:7: positions 6–19: what stands here was sealed at"
                                    + " positions 5–18");
        }

        @Test
        void an_end_that_was_cut() {
            assertThat(verify(log.checkpoints(), log.part(0, 16)))
                    .startsWith("exit 1")
                    .contains("positions 16–19 signed for, and missing at the end");
            assertThat(verify("--part", log.checkpoints(), log.part(0, 13))).startsWith("exit 0");
        }

        @Test
        void a_position_that_comes_twice() {
            List<String> lines = log.lines(0, SIZE);
            lines.add(7, lines.get(6));

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 1")
                    .contains("export.ndjson:8: position 6 comes again");
        }

        @Test
        void a_line_that_is_none() {
            List<String> lines = log.lines(0, SIZE);
            lines.set(2, lines.get(2).replace("\"sequence\":2", "\"sequence\":2,\"sequence\":3"));
            lines.set(9, "nothing");

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 1")
                    .contains("export.ndjson:3: the line is no JSON")
                    .contains("export.ndjson:10: the line is no JSON");
        }

        @Test
        void words_beside_those_that_are_withheld() {
            change(4, "{\"text\":\"forged\"}");
            for (String said : List.of("\"secret\"", "false")) {
                List<String> lines = log.lines(0, SIZE);
                lines.set(4, lines.get(4).replaceFirst("}$", ",\"withheld\":" + said + "}"));

                assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                        .startsWith("exit 1")
                        .contains("export.ndjson:5: a line that withholds its content has");
            }
        }

        @Test
        void words_that_are_left_out() {
            List<String> lines = log.lines(0, SIZE);
            lines.set(4, lines.get(4).replaceFirst(",\"payload\":.*,\"leaf\"", ",\"leaf\""));

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 1")
                    .contains("export.ndjson:5: 'payload' should be a text");
        }

        @Test
        void numbers_and_times_that_nothing_has() {
            List<String> lines = log.lines(0, SIZE);
            lines.add(lines.get(3).replace("\"position\":3", "\"position\":" + Long.MAX_VALUE));
            String time = "\"time\":\"" + log.records.get(7).time() + "\"";
            lines.set(7, lines.get(7).replace(time, "\"time\":\"+900000000-01-01T00:00:00Z\""));

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 1")
                    .contains("export.ndjson:8: 'time' is too far away")
                    .contains("export.ndjson:21: 'position' should be a whole number");
        }

        @Test
        void what_is_finer_than_what_was_signed() {
            List<String> lines = log.lines(0, SIZE);
            lines.set(2, lines.get(2).replace(".123456Z\",\"rec", ".1234567Z\",\"rec"));

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 1")
                    .contains("export.ndjson:3: 'time' is finer than microseconds");
        }
    }

    @Nested
    class A_part {

        @Test
        void grows_from_the_proof_of_its_first_position() {
            for (int first = 1; first < 13; first++) {
                assertThat(
                                verify(
                                        "--part",
                                        log.checkpoints(),
                                        log.part(first, 13),
                                        log.inclusion(first, 20)))
                        .startsWith("exit 0")
                        .contains(Report.positions(first, 12) + " stand");
            }
        }

        @Test
        void ends_with_the_proof_of_its_last_position() {
            assertThat(
                            verify(
                                    "--part",
                                    log.checkpoints(),
                                    log.part(8, 11),
                                    log.inclusion(8, 20),
                                    log.inclusion(10, 13)))
                    .startsWith("exit 0");
            assertThat(verify("--part", log.checkpoints(), log.part(8, 11), log.inclusion(8, 20)))
                    .startsWith("exit 3")
                    .contains("bring the inclusion proof of position 10");
        }

        @Test
        void without_a_proof_is_open() {
            assertThat(verify("--part", log.checkpoints(), log.part(8, 13)))
                    .startsWith("exit 3")
                    .contains("positions 8–12: bring the inclusion proof of position 8");
        }

        @Test
        void that_was_changed_is_found() {
            Path proof = log.inclusion(8, 20);
            change(10, "{}");
            log.leaves.set(10, log.records.get(10).leafHash());

            assertThat(verify("--part", log.checkpoints(), log.part(8, 13), proof))
                    .startsWith("exit 1")
                    .contains(
                            "checkpoints.ndjson:4: positions 9–12 do not make the tree of size 13");
        }

        @Test
        void whose_proof_is_of_another_leaf_is_found() {
            Path proof = log.inclusion(8, 20);
            change(8, "{}");
            log.leaves.set(8, log.records.get(8).leafHash());

            assertThat(verify("--part", log.checkpoints(), log.part(8, 9), proof))
                    .startsWith("exit 1")
                    .contains("export-8.ndjson:1: position 8 is not what the tree of size 20 has");
        }
    }
}
