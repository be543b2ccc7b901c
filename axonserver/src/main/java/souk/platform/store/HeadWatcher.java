package souk.platform.store;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/**
 * Notices what other processes have stored: by notification at once, by looking where nobody has
 * notified for a while. Notifications tell the position, so that nobody looks for his own events.
 */
class HeadWatcher implements AutoCloseable {

    private static final String CHANNEL = "souk_events";

    private static final Logger log = LoggerFactory.getLogger(HeadWatcher.class);
    private static final int LOOK_EVERY_MILLIS = 250;
    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");
    private static final int RECONNECT_AFTER_MILLIS = 500;
    private static final int ANSWER_MILLIS = 10_000;

    private final DataSource dataSource;
    private final EventTail tail;
    private final OtherProcesses others;
    private final Thread thread;
    private volatile boolean closing;

    HeadWatcher(DataSource dataSource, EventTail tail, OtherProcesses others) {
        this.dataSource = dataSource;
        this.tail = tail;
        this.others = others;
        this.thread = Thread.ofPlatform().name("event-head").daemon().start(this::run);
    }

    private void run() {
        while (!closing) {
            try (Connection connection = dataSource.getConnection()) {
                watch(connection);
            } catch (SQLException lost) {
                log.debug("Lost the connection that watches the head", lost);
                pause();
            }
        }
    }

    private void watch(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            PGConnection notifications = connection.unwrap(PGConnection.class);
            while (!closing) {
                look(statement);
                long looked = System.nanoTime();
                int rest = LOOK_EVERY_MILLIS;
                while (rest > 0 && learned(notifications.getNotifications(rest))) {
                    rest = LOOK_EVERY_MILLIS - (int) ((System.nanoTime() - looked) / 1_000_000);
                }
            }
            statement.execute("unlisten " + CHANNEL);
        }
    }

    private void look(Statement statement) throws SQLException {
        long began = System.nanoTime();
        try (var row =
                statement.executeQuery(
                        "select coalesce(max(position), -1) from event_store.event")) {
            row.next();
            long head = row.getLong(1);
            tail.advanceTo(head);
            others.looked(began, head);
        }
    }

    /** Whether there was something to learn; of what this process has stored it learns nothing. */
    private boolean learned(PGNotification @Nullable [] told) {
        if (told == null || told.length == 0) {
            return false;
        }
        for (PGNotification one : told) {
            if (!POSITION.matcher(one.getParameter()).matches()) {
                return false;
            }
            tail.advanceTo(Long.parseLong(one.getParameter()));
        }
        return true;
    }

    /** What is on disk up to a position. */
    static String telling(long position) {
        return "notify " + CHANNEL + ", '" + position + "'";
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_AFTER_MILLIS);
        } catch (InterruptedException closed) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
