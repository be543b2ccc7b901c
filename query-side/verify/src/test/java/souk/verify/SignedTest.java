package souk.verify;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.verify.Sealed.verify;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.kernel.proof.Checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** What was signed: by whom, in which order, and whether it still holds. */
class SignedTest {

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

    @Nested
    class Checkpoints {

        @Test
        void are_signed_by_a_chain_of_keys() {
            log.rotate().checkpoint(20);

            assertThat(whole()).startsWith("exit 0").contains("by a chain of 2 keys");
        }

        @Test
        void of_an_old_key_are_worth_nothing_after_its_end() {
            log.signed.removeLast();
            log.rotate();
            log.signed.add(Sealed.checkpointLine(20, log.root(0, 20), log.firstKey));

            assertThat(whole())
                    .startsWith("exit 1")
                    .contains("checkpoints.ndjson:6: the signature of the checkpoint of size 20");
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
        void may_be_repeated_by_one_that_took_its_turn_late() {
            log.signed.add(log.signed.get(3));

            assertThat(whole()).startsWith("exit 0").contains("4 checkpoints of");
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
            log.leaves.set(12, log.leaves.getFirst());
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
                    .contains("4 checkpoints from before the key that is trusted")
                    .contains("positions 0–19 stand where they were sealed, as 1 checkpoints say")
                    .contains("1 checkpoints of test-shop up to size 20, signed by a chain of 1");
            assertThat(verify("--key", later, log.checkpoints(), log.inclusion(4, 13)))
                    .startsWith("exit 3")
                    .contains("inclusion-4.json: there is no checkpoint of size 13");
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
        void prove_nothing_of_a_tree_that_a_stolen_key_has_signed() {
            log.rotate().checkpoint(20);
            Sealed forged = new Sealed(directory, 5);
            forged.records.set(4, Sealed.record(4, "{\"text\":\"forged\"}"));
            forged.leaves.set(4, forged.records.get(4).leafHash());
            Path proof = brought(forged, 4, 5);
            Path part = forged.part(4, 5);

            assertThat(verify("--part", log.checkpoints(), part, proof))
                    .startsWith("exit 3")
                    .contains("the checkpoint of size 5 in brought.json is not in the file")
                    .doesNotContain("inclusion proofs, for")
                    .doesNotContain("stands where it was sealed");
            assertThat(verify(log.checkpoints(), proof, log.consistency(5, 20)))
                    .startsWith("exit 1")
                    .contains("brought.json: its checkpoint: the log of size 20 does not begin");
        }

        @Test
        void may_bring_a_checkpoint_that_belongs_to_the_file() {
            Path earlier = brought(log, 4, 5);
            assertThat(verify(log.checkpoints(), earlier)).startsWith("exit 3");
            assertThat(verify(log.checkpoints(), earlier, log.consistency(5, 13)))
                    .startsWith("exit 0");

            Path later = brought(log, 19, 20);
            log.signed.removeLast();
            assertThat(verify(log.checkpoints(), later)).startsWith("exit 0");
            log.rotate();
            assertThat(verify(log.checkpoints(), later)).startsWith("exit 3");
        }

        private Path brought(Sealed of, int position, int size) {
            String proof = read(of.inclusion(position, size));
            return of.file(
                    "brought.json",
                    List.of(
                            proof.strip().replaceFirst("}$", ",\"checkpoint\":")
                                    + Sealed.checkpointLine(size, of.root(0, size), log.firstKey)
                                    + "}"));
        }

        private String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
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
