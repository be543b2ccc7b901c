package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.audit.LogKey;
import souk.audit.LogQuery.FindCheckpoint;
import souk.audit.LogQuery.FindLeaves;
import souk.audit.LogQuery.ListCheckpoints;
import souk.audit.LogQuery.ListLogKeys;
import souk.audit.LogQuery.ProveConsistency;
import souk.audit.LogQuery.ProveInclusion;
import souk.audit.LogRejection.NotSealedYet;
import souk.kernel.Rejected;
import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.Merkle;
import souk.kernel.proof.StoredRecord;
import souk.kernel.proof.TreeHead;
import souk.platform.store.TestLog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class SealerTest {

    @TempDir Path directory;

    private final TestLog log = new TestLog();
    private Sealer sealer;
    private LogQueries queries;

    @BeforeEach
    void open() {
        Schemas.create(log, "audit_log");
        sealer = started();
        queries = new LogQueries(new LogTable(log.jdbc()));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Sealer started() {
        var settings = new AuditSettings(directory, true, Duration.ofSeconds(1), Duration.ZERO);
        return new Sealer(log.records(), log.database(), settings, Clock.systemUTC());
    }

    private Path file() {
        return directory.resolve("checkpoints.ndjson");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private Checkpoint latest() {
        return queries.handle(new FindCheckpoint(null));
    }

    private byte[] rootOfTheEvents() {
        TreeHead head = new TreeHead();
        try (var reading = log.records().read(-1, log.records().head())) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                piece.forEach(stored -> head.append(stored.leafHash()));
            }
        }
        return head.root();
    }

    private Checkpoint sealed(int events) throws Exception {
        log.append(events);
        assertThat(sealer.round()).isEqualTo(events);
        return latest();
    }

    @Test
    void signs_the_tree_of_all_events() throws Exception {
        Checkpoint checkpoint = sealed(1_000);

        assertThat(checkpoint.size()).isEqualTo(1_000);
        assertThat(checkpoint.rootHash()).isEqualTo(rootOfTheEvents());
        var key = (Line.OfKey) Line.parse(lines().getFirst());
        assertThat(checkpoint.isSignedBy(key.publicKey())).isTrue();
        assertThat(key.key().previousKeyId()).isNull();
        assertThat(lines()).hasSize(2).last().isEqualTo(new Line.OfCheckpoint(checkpoint).text());
    }

    @Test
    void signs_nothing_twice_and_nothing_of_nothing() throws Exception {
        assertThat(sealer.round()).isZero();
        sealed(3);

        assertThat(sealer.round()).isZero();
        assertThat(lines()).hasSize(2);
    }

    @Test
    void proves_what_it_has_sealed() throws Exception {
        Checkpoint first = sealed(300);
        Checkpoint second = sealed(400);

        for (long position = 0; position < 700; position += 23) {
            var proof = queries.handle(new ProveInclusion(position, null));
            assertThat(proof.checkpoint()).isNotNull();
            assertThat(
                            Merkle.isIncluded(
                                    position,
                                    700,
                                    record(position).leafHash(),
                                    proof.path(),
                                    second.rootHash()))
                    .isTrue();
        }
        var proof = queries.handle(new ProveConsistency(300, null));
        assertThat(Merkle.isConsistent(300, first.rootHash(), 700, second.rootHash(), proof.path()))
                .isTrue();
        assertThat(queries.handle(new ProveInclusion(5, 20L)).checkpoint()).isNull();
    }

    private StoredRecord record(long position) {
        try (var reading = log.records().read(position - 1, position)) {
            var piece = reading.next();
            assertThat(piece).isNotNull();
            return piece.getFirst();
        }
    }

    @Test
    void proves_nothing_ahead_of_that() throws Exception {
        sealed(10);
        log.append(5);

        assertThatThrownBy(() -> queries.handle(new ProveInclusion(10, null)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        no -> assertThat(no.rejection()).isEqualTo(new NotSealedYet(11, 10)));
        assertThatThrownBy(() -> queries.handle(new ProveConsistency(1, 11L)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void tells_leaves_in_pages() throws Exception {
        sealed(700);

        var page = queries.handle(new FindLeaves(200, 400));

        assertThat(page.count()).isEqualTo(400);
        assertThat(page.of(200)).isEqualTo(record(200).leafHash());
        assertThat(page.of(599)).isEqualTo(record(599).leafHash());
        assertThat(queries.handle(new FindLeaves(690, 400)).count()).isEqualTo(10);
        assertThat(queries.handle(new FindLeaves(700, 400)).count()).isZero();
    }

    @Test
    void lists_checkpoints_by_size() throws Exception {
        sealed(3);
        sealed(4);
        sealed(5);

        var page = queries.handle(new ListCheckpoints(3, 1));

        assertThat(page.items()).singleElement().returns(7L, Checkpoint::size);
        assertThat(page.more()).isTrue();
        assertThat(queries.handle(new FindCheckpoint(8L)).size()).isEqualTo(12);
        assertThat(queries.handle(new ListCheckpoints(7, 9)).more()).isFalse();
    }

    @Test
    void keeps_keys_to_itself() throws Exception {
        Checkpoint checkpoint = sealed(1);

        Path key = directory.resolve("keys").resolve(checkpoint.keyId() + ".pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void changes_the_key_that_signs() throws Exception {
        Checkpoint before = sealed(2);
        LogKey next = sealer.rotate();
        Checkpoint after = sealed(2);

        assertThat(after.keyId()).isEqualTo(next.keyId()).isNotEqualTo(before.keyId());
        assertThat(next.previousKeyId()).isEqualTo(before.keyId());
        assertThat(queries.handle(new ListLogKeys()).items())
                .extracting(LogKey::keyId)
                .containsExactly(before.keyId(), next.keyId());
        sealer = started();
        assertThat(sealed(1).keyId()).isEqualTo(next.keyId());
        assertThat(lines()).hasSize(5);
    }

    @Test
    void two_of_them_sign_one_chain_of_trees() throws Exception {
        var other = started();
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> done = new ArrayList<>();
            for (Sealer each : List.of(sealer, other)) {
                done.add(
                        threads.submit(
                                (Callable<Long>)
                                        () -> {
                                            long sum = 0;
                                            while (latestSize() < 400) {
                                                sum += each.round();
                                            }
                                            return sum;
                                        }));
            }
            for (int i = 0; i < 40; i++) {
                log.append(10);
            }
            for (Future<?> each : done) {
                each.get();
            }
        }

        assertThat(latest().size()).isEqualTo(400);
        assertThat(latest().rootHash()).isEqualTo(rootOfTheEvents());
        assertThat(lines()).doesNotHaveDuplicates();
        sealer = started();
        assertThat(sealed(1).size()).isEqualTo(401);
    }

    private long latestSize() {
        return queries.handle(new ListCheckpoints(0, 100)).items().stream()
                .mapToLong(Checkpoint::size)
                .max()
                .orElse(0);
    }

    @Nested
    class AfterACrash {

        @Test
        void before_the_file_was_written_it_writes_what_is_missing() throws Exception {
            sealed(300);
            List<String> before = lines();
            Checkpoint lost = sealed(50);
            Files.write(file(), before);

            sealer = started();
            sealed(7);

            assertThat(lines()).contains(new Line.OfCheckpoint(lost).text()).hasSize(4);
        }

        @Test
        void amid_a_line_it_writes_that_line_again() throws Exception {
            sealed(300);
            Checkpoint half = sealed(50);
            String whole = Files.readString(file());
            Files.writeString(file(), whole.substring(0, whole.length() - 20));

            sealer = started();
            sealer.round();

            assertThat(Files.readString(file())).isEqualTo(whole);
            assertThat(latest().size()).isEqualTo(half.size());
        }

        @Test
        void before_the_very_first_line_it_begins_with_the_key_it_has() throws Exception {
            log.append(1);
            sealer.round();
            String key = lines().getFirst();
            log.jdbc().update("delete from audit_log.line where size is not null");
            log.jdbc().update("delete from audit_log.tile");
            log.jdbc().update("update audit_log.log set size = 0");
            Files.delete(file());

            sealer = started();

            assertThat(sealer.round()).isEqualTo(1);
            assertThat(lines().getFirst()).isEqualTo(key);
        }

        @Test
        void that_cost_the_tables_the_tree_is_grown_again() throws Exception {
            sealed(300);
            Checkpoint last = sealed(400);
            log.jdbc().execute("truncate audit_log.log, audit_log.tile, audit_log.line");

            sealer = started();
            assertThat(sealer.round()).isZero();

            assertThat(latest()).usingRecursiveComparison().isEqualTo(last);
            assertThat(sealed(1).rootHash()).isEqualTo(rootOfTheEvents());
            assertThat(lines()).hasSize(4);
        }
    }

    @Nested
    class AfterARestore {

        @Test
        void of_a_backup_from_before_a_rotation_it_goes_on_with_the_new_key() throws Exception {
            sealed(20);
            LogKey next = sealer.rotate();
            log.jdbc().update("delete from audit_log.line where key_id = ?", next.keyId());

            sealer = started();

            assertThat(sealed(5).keyId()).isEqualTo(next.keyId());
            assertThat(lines()).hasSize(4);
        }

        @Test
        void that_left_lines_which_the_file_has_not_it_stops() throws Exception {
            Checkpoint last = sealed(20);
            LogKey next = sealer.rotate();
            log.jdbc()
                    .update(
                            "update audit_log.line set key_id = ?, text = replace(text, ?, ?) where"
                                    + " key_id = ?",
                            last.keyId() + "0",
                            next.keyId(),
                            last.keyId() + "0",
                            next.keyId());

            sealer = started();

            assertThatThrownBy(() -> sealer.round())
                    .isInstanceOf(Contradiction.class)
                    .hasMessageContaining("is unknown to the database");
        }
    }

    @Nested
    class SignsNoMore {

        private void contradicts(String what) throws IOException {
            long lines = lines().size();
            sealer = started();
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(() -> sealer.round())
                        .isInstanceOf(Contradiction.class)
                        .hasMessageContaining(what);
            }
            assertThat(lines()).hasSize((int) lines);
        }

        @Test
        void once_the_end_is_cut_off() throws Exception {
            sealed(20);
            log.jdbc().update("delete from event_store.event where position >= 15");

            assertThatThrownBy(() -> sealer.round()).isInstanceOf(Contradiction.class);
            contradicts("positions 15 to 19 are gone");
        }

        @Test
        void once_others_have_taken_the_place_of_the_end() throws Exception {
            sealed(20);
            log.jdbc().update("delete from event_store.event where position >= 15");
            log.append(9);

            contradicts("the event at position 15 is not the one that was sealed");
        }

        @Test
        void over_a_backup_of_everything() throws Exception {
            sealed(20);
            List<String> of20 =
                    log.jdbc().queryForList("select text from audit_log.line", String.class);
            assertThat(of20).hasSize(2);
            sealed(20);
            log.jdbc().update("delete from event_store.event where position >= 20");
            log.jdbc().update("delete from audit_log.line where size = 40");
            log.jdbc().update("update audit_log.log set size = 20");
            log.jdbc().update("update audit_log.tile set hashes = substr(hashes, 1, 640)");

            contradicts("40 events were sealed");
            log.append(30);
            contradicts("is not the one that was signed");
        }

        @Test
        void over_a_tree_that_was_changed() throws Exception {
            sealed(20);
            log.jdbc()
                    .update(
                            "update audit_log.tile set hashes = set_byte(hashes, 33,"
                                    + " get_byte(hashes, 33) # 1)");

            contradicts("is not the one that was signed");
        }

        @Test
        void over_a_tree_that_was_shortened() throws Exception {
            sealed(20);
            log.jdbc().update("update audit_log.tile set hashes = substr(hashes, 1, 320)");

            contradicts("a tile of the tree is too short");
        }

        @Test
        void of_what_nobody_can_read() throws Exception {
            sealed(20);
            Files.write(file(), new byte[] {(byte) 0xff, '\n'}, StandardOpenOption.APPEND);
            sealer = started();

            assertThatThrownBy(() -> sealer.round())
                    .isInstanceOf(Contradiction.class)
                    .hasMessageContaining("not UTF-8");
        }

        @Test
        void where_an_event_is_missing() throws Exception {
            sealed(20);
            log.append(5);
            log.jdbc().update("delete from event_store.event where position = 22");

            contradicts("position 21 is followed by 23");
        }

        @Test
        void of_another_log() throws Exception {
            sealed(20);
            log.jdbc().update("update audit_log.log set origin = 'souk-other'");

            contradicts("the database holds the log souk-other");
        }

        @Test
        void without_the_file() throws Exception {
            sealed(20);
            Files.delete(file());

            sealer = started();

            assertThatThrownBy(() -> sealer.round())
                    .isInstanceOf(Contradiction.class)
                    .hasMessageContaining("there is none here");
            assertThat(file()).doesNotExist();
        }

        @Test
        void without_its_key() throws Exception {
            Checkpoint checkpoint = sealed(20);
            Files.delete(directory.resolve("keys").resolve(checkpoint.keyId() + ".pem"));
            log.append(1);

            contradicts("is not there");
        }

        @Test
        void where_the_tables_tell_an_old_line_again() throws Exception {
            sealed(20);
            sealed(20);
            log.jdbc()
                    .update(
                            """
                            update audit_log.line set size = 41, number = 3 where size = 20
                            """);

            contradicts("does not go on from size 40");
        }

        @Test
        void where_the_tables_tell_a_line_of_a_key_that_was_given_up() throws Exception {
            Checkpoint before = sealed(20);
            sealer.rotate();
            byte[] root = Merkle.empty();
            String forged =
                    new Line.OfCheckpoint(
                                    Checkpoint.sign(
                                            before.origin(),
                                            21,
                                            root,
                                            before.time(),
                                            firstKey(),
                                            new KeyFiles(directory.resolve("keys"))
                                                    .privateKey(before.keyId())))
                            .text();
            log.append(1);
            log.jdbc()
                    .update(
                            "insert into audit_log.line (number, size, text) values (3, 21, ?)",
                            forged);

            contradicts("does not go on from size 20");
        }

        private PublicKey firstKey() throws IOException {
            return ((Line.OfKey) Line.parse(lines().getFirst())).publicKey();
        }

        @Test
        void after_lines_that_nobody_has_signed() throws Exception {
            Checkpoint checkpoint = sealed(20);
            String forged =
                    new Line.OfCheckpoint(
                                    new Checkpoint(
                                            checkpoint.origin(),
                                            20,
                                            Merkle.empty(),
                                            checkpoint.time(),
                                            checkpoint.keyId(),
                                            checkpoint.signature()))
                            .text();
            Files.writeString(file(), forged + "\n", StandardOpenOption.APPEND);

            contradicts("wrong signature");
        }
    }
}
