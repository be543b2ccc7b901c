package souk.platform.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Connections for work that may wait. Where PostgreSQL runs on this machine, its processes behind
 * them give way to all others. They never get their priority back: so none of these is pooled. What
 * may take long ends soon after the process that had asked for it.
 */
final class BackgroundConnections extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundConnections.class);

    /** A tenth of what others get. With less, whoever waits for such a process waits for long. */
    private static final String NICENESS = "10";

    private static final String BEGIN =
            "select pg_backend_pid(), inet_client_port(),"
                    + " set_config('client_connection_check_interval', '2s', false)";

    BackgroundConnections(DataSource unpooled) {
        super(unpooled);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try (var statement = connection.createStatement();
                var process = statement.executeQuery(BEGIN)) {
            process.next();
            giveWay(process.getLong(1), process.getInt(2));
            return connection;
        } catch (SQLException | RuntimeException broken) {
            connection.close();
            throw broken;
        }
    }

    // elsewhere, or where nobody lets us, all work is equal
    private static void giveWay(long pid, int port) {
        try {
            if (isBehind(pid, port)) {
                new ProcessBuilder("renice", "-n", NICENESS, "-p", Long.toString(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            }
        } catch (IOException unable) {
            LOG.debug("The priority of process {} stays as it is", pid, unable);
        }
    }

    // PostgreSQL may be elsewhere, where processes have numbers, too: but not with our port in
    // their title
    private static boolean isBehind(long pid, int port) throws IOException {
        Path title = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.isReadable(title)
                && Files.readString(title).matches("(?s)postgres: .*\\(" + port + "\\).*");
    }
}
