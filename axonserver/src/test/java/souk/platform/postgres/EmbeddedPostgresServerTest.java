package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

class EmbeddedPostgresServerTest {

    @TempDir Path data;

    @Nested
    class Starting {

        @Test
        void forces_every_commit_to_disk() throws SQLException {
            try (var server = EmbeddedPostgresServer.start(data)) {
                assertThat(query(server, "SHOW fsync")).isEqualTo("on");
                assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
                assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            }
        }

        @Test
        void orders_strings_alike_on_every_machine() throws SQLException {
            try (var server = EmbeddedPostgresServer.start(data)) {
                assertThat(query(server, "SHOW server_encoding")).isEqualTo("UTF8");
                assertThat(query(server, "SELECT datlocale FROM pg_database WHERE datname='souk'"))
                        .isEqualTo("C.UTF-8");
                assertThat(query(server, "SELECT upper('ähre')")).isEqualTo("ÄHRE");
            }
        }

        @Test
        void listens_to_this_machine_only() throws SQLException {
            try (var server = EmbeddedPostgresServer.start(data)) {
                assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(query(server, "SHOW unix_socket_directories")).isEmpty();
            }
        }

        @Test
        void keeps_other_users_of_the_machine_out() throws IOException {
            try (var server = EmbeddedPostgresServer.start(data)) {
                DatabaseAddress at = server.address();
                assertThatThrownBy(
                                () -> DriverManager.getConnection(at.url(), at.username(), "guess"))
                        .hasMessageContaining("password authentication failed");
                Path postgres = data.resolve("postgres");
                assertThat(permissionsOf(postgres)).isEqualTo("rwx------");
                assertThat(permissionsOf(postgres.resolve("password"))).isEqualTo("rw-------");
            }
        }

        @Test
        void begins_anew_after_a_death_in_the_middle_of_creation() throws IOException {
            Path unfinished = data.resolve("postgres/cluster.unfinished");
            Files.createDirectories(unfinished);
            Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");

            EmbeddedPostgresServer.start(data).close();

            assertThat(unfinished).doesNotExist();
        }

        private static String permissionsOf(Path path) throws IOException {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        }
    }

    @Nested
    class StartingAgain {

        @Test
        void finds_what_was_stored() throws SQLException {
            try (var server = EmbeddedPostgresServer.start(data)) {
                execute(server, "CREATE TABLE kept AS SELECT 'still here' AS what");
            }
            try (var server = EmbeddedPostgresServer.start(data)) {
                assertThat(query(server, "SELECT what FROM kept")).isEqualTo("still here");
            }
        }

        @Test
        void is_refused_while_another_process_is_using_the_data() throws Exception {
            try (var other = ServingProcess.startOn(data)) {
                assertThatThrownBy(() -> EmbeddedPostgresServer.start(data))
                        .isInstanceOf(DataDirectoryInUse.class)
                        .hasMessageContaining(data.toString())
                        .hasMessageContaining("pid " + other.pid());

                assertThat(query(other.address(), "SELECT 'unharmed'")).isEqualTo("unharmed");
            }
            EmbeddedPostgresServer.start(data).close();
        }

        @Test
        void is_refused_in_the_same_process_and_leaves_the_lock_alone() throws Exception {
            try (var server = EmbeddedPostgresServer.start(data)) {
                assertThatThrownBy(() -> EmbeddedPostgresServer.start(data))
                        .isInstanceOf(DataDirectoryInUse.class)
                        .hasMessageContaining("pid " + ProcessHandle.current().pid());

                assertThatThrownBy(() -> ServingProcess.startOn(data))
                        .hasMessageContaining("pid " + ProcessHandle.current().pid());
                assertThat(query(server, "SELECT 'unharmed'")).isEqualTo("unharmed");
            }
        }

        @Test
        void stops_the_server_that_a_killed_process_left_behind() throws Exception {
            long orphan;
            try (var killed = ServingProcess.startOn(data)) {
                execute(killed.address(), "CREATE TABLE kept AS SELECT 'committed' AS what");
                orphan = postmasterPid();
            }
            assertThat(runs(orphan)).isTrue();

            try (var server = EmbeddedPostgresServer.start(data)) {
                assertThat(runs(orphan)).isFalse();
                assertThat(query(server, "SELECT what FROM kept")).isEqualTo("committed");
            }
        }

        @Test
        void recovers_when_the_server_was_killed_too() throws Exception {
            long orphan;
            try (var killed = ServingProcess.startOn(data)) {
                execute(killed.address(), "CREATE TABLE kept AS SELECT 'committed' AS what");
                orphan = postmasterPid();
            }
            ProcessHandle postmaster = ProcessHandle.of(orphan).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();

            try (var server = EmbeddedPostgresServer.start(data)) {
                assertThat(query(server, "SELECT what FROM kept")).isEqualTo("committed");
            }
        }

        @Test
        void is_not_held_up_by_a_stranger_with_the_pid_of_the_dead_server() throws Exception {
            EmbeddedPostgresServer.start(data).close();
            Process stranger = new ProcessBuilder("sleep", "600").start();
            try {
                Path pidFile = data.resolve("postgres/cluster/postmaster.pid");
                Files.write(pidFile, List.of(Long.toString(stranger.pid()), "stale"));

                EmbeddedPostgresServer.start(data).close();

                assertThat(stranger.isAlive()).isTrue();
            } finally {
                stranger.destroy();
            }
        }

        /** A dead process may still be listed until its parent has noticed, but does nothing. */
        private boolean runs(long pid) {
            return ProcessHandle.of(pid).flatMap(it -> it.info().commandLine()).isPresent();
        }
    }

    @Nested
    class Dying {

        private void kill() throws IOException {
            ProcessHandle postmaster = ProcessHandle.of(postmasterPid()).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        }

        @Test
        void is_not_for_long() throws Exception {
            try (var server = EmbeddedPostgresServer.start(data)) {
                var health = new EmbeddedPostgresHealthIndicator(server);
                assertThat(health.health()).isEqualTo(up(0));
                execute(server, "CREATE TABLE kept AS SELECT 'committed' AS what");

                kill();

                await().atMost(Duration.ofMinutes(1)).until(health::health, it -> it.equals(up(1)));
                // where everybody has it from before
                assertThat(query(server, "SELECT what FROM kept")).isEqualTo("committed");
            }
        }

        @Test
        void is_final_once_it_is_to_end() throws Exception {
            EmbeddedPostgresServer.start(data).close();
            var server = EmbeddedPostgresServer.start(data);
            kill();
            server.close();
            assertThat(new PostgresCluster(data.resolve("postgres")).server()).isEmpty();
            EmbeddedPostgresServer.start(data).close();
        }

        private static Health up(long restarts) {
            return Health.up().withDetail("restarts", restarts).build();
        }
    }

    private long postmasterPid() throws IOException {
        Path pidFile = data.resolve("postgres/cluster/postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static String query(EmbeddedPostgresServer server, String sql) throws SQLException {
        return query(server.address(), sql);
    }

    private static String query(DatabaseAddress at, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(at.url(), at.username(), at.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void execute(EmbeddedPostgresServer server, String sql) throws SQLException {
        execute(server.address(), sql);
    }

    private static void execute(DatabaseAddress at, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(at.url(), at.username(), at.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
