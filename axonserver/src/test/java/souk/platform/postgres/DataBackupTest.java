package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class DataBackupTest {

    @TempDir Path directory;

    private Path data;
    private Path file;
    private Path restored;

    @BeforeEach
    void names() {
        data = directory.resolve("data");
        file = directory.resolve("souk.zip");
        restored = directory.resolve("restored");
    }

    @Test
    void holds_all_that_was_committed_before_it_began_while_others_write() throws Exception {
        try (var server = EmbeddedPostgresServer.start(data)) {
            run(server, "create table fact (n bigint primary key)");
            AtomicLong committed = new AtomicLong();
            AtomicBoolean enough = new AtomicBoolean();
            CountDownLatch some = new CountDownLatch(500);
            Thread writer = Thread.ofVirtual().start(() -> write(server, committed, enough, some));
            some.await();
            long before = committed.get();
            DataBackup.take(data, file);
            enough.set(true);
            writer.join();

            DataBackup.restore(file, restored);
            try (var copy = EmbeddedPostgresServer.start(restored)) {
                long there = ask(copy, "select count(*) from fact");
                assertThat(there).isBetween(before, committed.get());
                assertThat(ask(copy, "select max(n) from fact")).isEqualTo(there);
                assertThat(ask(copy, "select count(*) from pg_replication_slots")).isZero();
                run(copy, "insert into fact select max(n) + 1 from fact");
            }
            assertThat(ask(server, "select count(*) from pg_replication_slots")).isZero();
        }
    }

    @Test
    void is_taken_of_what_nobody_runs_too() throws Exception {
        try (var server = EmbeddedPostgresServer.start(data)) {
            run(server, "create table fact as select 42 as n");
        }
        DataBackup.take(data, file);
        DataBackup.restore(file, restored);

        try (var copy = EmbeddedPostgresServer.start(restored)) {
            assertThat(ask(copy, "select n from fact")).isEqualTo(42);
        }
    }

    @Test
    void is_the_same_by_whichever_name_the_directory_goes() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);
        Path second = directory.resolve("second.zip");
        try (var server = EmbeddedPostgresServer.start(data)) {
            run(server, "create table fact as select 42 as n");
            DataBackup.take(link, file);
        }
        try (var _ = EmbeddedPostgresServer.start(link)) {
            assertThat(RunningCluster.find(data.resolve("postgres"))).isNotNull();
        }
        DataBackup.take(link, second);

        for (Path backup : List.of(file, second)) {
            Path place = directory.resolve("from " + backup.getFileName());
            DataBackup.restore(backup, place);
            try (var copy = EmbeddedPostgresServer.start(place)) {
                assertThat(ask(copy, "select n from fact")).isEqualTo(42);
            }
        }
    }

    @Test
    void holds_whatever_else_is_in_the_directory_but_for_what_a_process_needs() throws Exception {
        try (var _ = EmbeddedPostgresServer.start(data)) {
            Files.createDirectories(data.resolve("audit"));
            Files.writeString(data.resolve("audit/checkpoints.ndjson"), "signed");
            DataBackup.take(data, file);
        }
        DataBackup.restore(file, restored);

        assertThat(restored.resolve("audit/checkpoints.ndjson")).hasContent("signed");
        assertThat(restored.resolve("souk.lock")).doesNotExist();
        assertThat(restored.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void replaces_neither_a_backup_nor_data() throws Exception {
        try (var _ = EmbeddedPostgresServer.start(data)) {
            DataBackup.take(data, file);
            assertThatThrownBy(() -> DataBackup.take(data, file))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> DataBackup.restore(file, data))
                    .hasMessageContaining("something in");
        }
    }

    @Test
    void that_was_cut_short_restores_nothing() throws Exception {
        try (var _ = EmbeddedPostgresServer.start(data)) {
            DataBackup.take(data, file);
        }
        byte[] all = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(all, all.length / 2));

        assertThatThrownBy(() -> DataBackup.restore(file, restored))
                .hasMessageContaining("no backup, or damaged");
        assertThat(restored).doesNotExist();
    }

    @Test
    void that_was_damaged_restores_nothing() throws Exception {
        try (var _ = EmbeddedPostgresServer.start(data)) {
            DataBackup.take(data, file);
        }
        flipOneBitOf("postgres/cluster/PG_VERSION");

        assertThatThrownBy(() -> DataBackup.restore(file, restored))
                .hasMessageContaining("damaged");
        // nor is anything in the way of the next one
        assertThat(directory).isDirectoryNotContaining("glob:**restored*");
    }

    @Test
    void that_is_none_restores_nothing() throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("holiday/beach.jpg"));
        }
        assertThatThrownBy(() -> DataBackup.restore(file, restored))
                .hasMessageContaining("no backup");
        Files.writeString(file, "no ZIP at all");
        assertThatThrownBy(() -> DataBackup.restore(file, restored))
                .hasMessageContaining("no backup");
        assertThatThrownBy(() -> DataBackup.restore(directory.resolve("none"), restored))
                .hasMessageContaining("no file");
        assertThat(directory).isDirectoryNotContaining("glob:**restored*");
    }

    @Test
    void is_restored_more_than_once_but_over_nothing() throws Exception {
        try (var _ = EmbeddedPostgresServer.start(data)) {
            DataBackup.take(data, file);
        }
        DataBackup.restore(file, restored);
        assertThatThrownBy(() -> DataBackup.restore(file, restored))
                .hasMessageContaining("something in");
        assertThatThrownBy(() -> DataBackup.restore(file, file))
                .hasMessageContaining("something in");
        Path second = Files.createDirectory(directory.resolve("empty"));
        DataBackup.restore(file, second);

        assertThat(second.resolve("postgres/cluster/PG_VERSION")).exists();
    }

    // of content that is stored in two bytes of deflated text, behind its name
    private void flipOneBitOf(String entry) throws IOException {
        byte[] all = Files.readAllBytes(file);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int content = text.indexOf(entry) + entry.length();
        all[content] ^= 4;
        Files.write(file, all);
    }

    @Test
    void needs_data() {
        assertThatThrownBy(() -> DataBackup.take(data, file))
                .hasMessageContaining("No embedded PostgreSQL");
        assertThat(directory).isEmptyDirectory();
    }

    private static void write(
            EmbeddedPostgresServer server,
            AtomicLong committed,
            AtomicBoolean enough,
            CountDownLatch some) {
        try (Connection connection = connect(server);
                var statement = connection.prepareStatement("insert into fact values (?)")) {
            while (!enough.get()) {
                statement.setLong(1, committed.get() + 1);
                statement.executeUpdate();
                committed.incrementAndGet();
                some.countDown();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
        DatabaseAddress at = server.address();
        return DriverManager.getConnection(at.url(), at.username(), at.password());
    }

    private static void run(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long ask(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
