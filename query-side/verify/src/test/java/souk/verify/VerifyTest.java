package souk.verify;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.verify.Sealed.verify;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.StoredRecord;

import java.nio.file.Path;
import java.util.Collections;
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
                    .contains("1 positions whose content is withheld");
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
        void what_is_finer_than_what_was_signed() {
            List<String> lines = log.lines(0, SIZE);
            lines.set(2, lines.get(2).replace(".123456Z\",\"rec", ".1234567Z\",\"rec"));

            assertThat(verify(log.checkpoints(), log.file("export.ndjson", lines)))
                    .startsWith("exit 1")
                    .contains("export.ndjson:3: 'time' is finer than microseconds");
        }
    }

    @Nested
    class Checkpoints {

        @Test
        void are_signed_by_a_chain_of_keys() {
            log.rotate().checkpoint(20);

            assertThat(whole()).startsWith("exit 0").contains("by a chain of 2 keys");
        }

        @Test
        void of_an_old_key_are_worth_nothing_after_its_end() {
            log.rotate();
            log.signed.add(Sealed.checkpointLine(20, log.root(0, 20), log.firstKey));

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains("checkpoints.ndjson:7: the signature of the checkpoint of size 20");
        }

        @Test
        void of_a_key_that_nobody_vouches_for_are_worth_nothing() {
            Sealed other = new Sealed(directory, SIZE).rotate();
            log.signed.add(other.signed.get(1));

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains("is not vouched for by the key before");
        }

        @Test
        void that_were_changed_are_found() {
            log.signed.set(3, log.signed.get(3).replace("\"size\":13", "\"size\":12"));

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains("checkpoints.ndjson:4: the signature of the checkpoint of size 12");
        }

        @Test
        void never_become_shorter_nor_say_two_things() {
            log.checkpoint(13);
            log.leaves.set(19, log.leaves.getFirst());
            log.checkpoint(20);

            assertThat(verify("--part", log.checkpoints()))
                    .startsWith("exit 1")
                    .contains("checkpoints.ndjson:6: the log has become shorter: size 13 after 20")
                    .contains("checkpoints.ndjson:7: two trees were signed for size 20");
        }

        @Test
        void are_believed_by_the_key_that_is_given() {
            String id = Checkpoint.idOf(log.firstKey.getPublic());
            Path key =
                    log.file(
                            "key.pem",
                            List.of(
                                    "-----BEGIN PUBLIC KEY-----",
                                    Sealed.base64(log.firstKey.getPublic().getEncoded()),
                                    "-----END PUBLIC KEY-----"));
            Path other =
                    log.file(
                            "other.txt",
                            List.of(Sealed.base64(Sealed.newKey().getPublic().getEncoded())));

            assertThat(verify("--key", id, log.checkpoints(), log.export())).startsWith("exit 0");
            assertThat(verify("--key", key, log.checkpoints(), log.export()))
                    .startsWith("exit 0")
                    .doesNotContain("is believed because it comes first");
            assertThat(verify("--key", other, log.checkpoints(), log.export()))
                    .startsWith("exit 1")
                    .contains("is not in its chain");
        }

        @Test
        void from_before_the_key_that_is_given_are_open() {
            log.rotate().checkpoint(20);
            String later = log.signed.get(5).replaceAll(".*\"keyId\":\"([0-9a-f]*)\".*", "$1");

            assertThat(verify("--key", later, log.checkpoints(), log.export()))
                    .startsWith("exit 3")
                    .contains("4 checkpoints from before the key that is trusted");
        }

        @Test
        void alone_do_with_a_key() {
            Path one = log.file("one.json", List.of(log.signed.get(4)));
            Path key =
                    log.file(
                            "key.txt",
                            List.of(Sealed.base64(log.firstKey.getPublic().getEncoded())));

            assertThat(verify("--key", key, one, log.export())).startsWith("exit 0");
            assertThat(verify(one, log.export())).startsWith("exit 1");
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
                        .contains(Report.positions(first, 12) + " stand where they were sealed");
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

    @Nested
    class What_was_kept {

        private Path kept;

        @BeforeEach
        void keep() {
            kept = log.file("kept.json", List.of(log.signed.get(3)));
        }

        @Test
        void is_what_the_log_still_begins_with() {
            assertThat(verify("--trusted", kept, log.checkpoints(), log.export()))
                    .startsWith("exit 0")
                    .contains("the log still begins with the 13 leaves of kept.json");
        }

        @Test
        void is_found_by_the_export_where_the_file_has_no_such_size() {
            log.signed.remove(3);

            assertThat(verify("--trusted", kept, log.checkpoints(), log.export()))
                    .startsWith("exit 0")
                    .contains("as the export says");
        }

        @Test
        void is_found_by_a_proof_where_there_is_no_export() {
            log.signed.remove(3);

            assertThat(verify("--trusted", kept, log.checkpoints(), log.consistency(13, 20)))
                    .startsWith("exit 3");
            assertThat(verify("--trusted", kept, log.checkpoints()))
                    .startsWith("exit 3")
                    .contains("bring a consistency proof from 13");
        }

        @Test
        void is_longer_than_a_log_that_was_restored() {
            log.signed.subList(3, 5).clear();

            assertThat(verify("--trusted", kept, log.checkpoints(), log.part(0, 7)))
                    .startsWith("exit 1")
                    .contains("size 13 was signed at")
                    .contains("positions 7–12 are gone");
        }

        @Test
        void contradicts_a_log_that_was_made_anew() {
            log.signed.subList(1, 5).clear();
            log.leaves.set(2, log.leaves.getFirst());
            log.checkpoint(13).checkpoint(20);

            assertThat(verify("--trusted", kept, "--part", log.checkpoints()))
                    .startsWith("exit 1")
                    .contains("the log does not begin with the 13 leaves that were signed");
        }
    }

    @Nested
    class Proofs_alone {

        @Test
        void hold_for_what_they_name() {
            assertThat(
                            verify(
                                    log.checkpoints(),
                                    log.inclusion(4, 13),
                                    log.inclusion(19, 20),
                                    log.consistency(7, 20)))
                    .startsWith("exit 0")
                    .contains("2 inclusion proofs, for the leaves that they name")
                    .contains("the log of size 20 begins with that of size 7");
        }

        @Test
        void of_something_else_are_faults() {
            Collections.swap(log.leaves, 4, 5);
            Path consistency = log.consistency(3, 20);
            log.signed.add(2, Sealed.checkpointLine(3, log.leaves.getFirst(), log.firstKey));

            assertThat(verify(log.checkpoints(), consistency, log.inclusion(4, 13)))
                    .startsWith("exit 1")
                    .contains("consistency.json: does not prove")
                    .contains("inclusion-4.json: does not prove");
        }
    }
}
