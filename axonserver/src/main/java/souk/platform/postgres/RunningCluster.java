package souk.platform.postgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A server that somebody else has started on the files. */
record RunningCluster(String url, String password) {

    static @Nullable RunningCluster find(Path directory) throws IOException {
        PostgresCluster cluster = new PostgresCluster(directory);
        if (cluster.server().isEmpty()) {
            return null;
        }
        // the fourth line of what it wrote at its start
        String port = Files.readAllLines(cluster.data().resolve("postmaster.pid")).get(3).strip();
        return new RunningCluster(
                "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, PostgresCluster.DATABASE),
                cluster.password());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, PostgresCluster.SUPERUSER, password);
    }
}
