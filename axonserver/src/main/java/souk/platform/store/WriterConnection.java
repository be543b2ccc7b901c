package souk.platform.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** The one connection of the writer, kept until it breaks. Used by the writer's thread only. */
class WriterConnection {

    private static final Logger log = LoggerFactory.getLogger(WriterConnection.class);

    private final DataSource dataSource;
    private final int answerMillis;
    private @Nullable Connection connection;

    /**
     * @param answerMillis how long an answer of PostgreSQL is waited for
     */
    WriterConnection(DataSource dataSource, int answerMillis) {
        this.dataSource = dataSource;
        this.answerMillis = answerMillis;
    }

    Connection open() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = dataSource.getConnection();
            current.setAutoCommit(true);
            // a host that is gone does not even say so
            current.setNetworkTimeout(Runnable::run, answerMillis);
            connection = current;
        }
        return current;
    }

    void close() {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException alreadyGone) {
                log.debug("Closing the writer's connection failed", alreadyGone);
            }
        }
    }
}
