package souk.platform.postgres;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server again that has died though nobody has stopped it: at once the first time, and
 * after ever longer pauses as long as it does not stay. It never gives up, since what is in the way
 * may go away, such as a disk that is full.
 */
final class PostgresGuard implements AutoCloseable {

    interface Server {

        boolean isAlive() throws IOException;

        /** Returns when it takes connections. */
        void startAgain() throws IOException;
    }

    /**
     * @param restarts how often it has been started again
     * @param failure why it is not up; null if it is
     */
    record State(long restarts, @Nullable String failure) {}

    private static final Logger LOG = LoggerFactory.getLogger(PostgresGuard.class);
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long STAYS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Server server;
    private final long longestPauseMillis;
    private final Thread thread;
    private volatile State state = new State(0, null);
    private volatile boolean closing;
    private long upSince = System.nanoTime();
    private int inVain;

    PostgresGuard(Server server, Duration longestPause) {
        this.server = server;
        this.longestPauseMillis = longestPause.toMillis();
        this.thread = Thread.ofPlatform().name("postgres-guard").daemon().start(this::run);
    }

    State state() {
        return state;
    }

    private void run() {
        while (!closing) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
                look();
            } catch (InterruptedException closed) {
                return;
            } catch (RuntimeException | Error unforeseen) {
                LOG.error("PostgreSQL is not looked after right now", unforeseen);
            }
        }
    }

    private void look() throws InterruptedException {
        if (!isAlive()) {
            if (!closing) {
                raise();
            }
        } else if (state.failure() != null) { // later than its start was waited for
            comesUp();
        }
    }

    private boolean isAlive() {
        try {
            return server.isAlive();
        } catch (IOException unreadable) {
            LOG.debug("Whether PostgreSQL lives can't be told right now", unreadable);
            return true;
        }
    }

    private void raise() throws InterruptedException {
        inVain = System.nanoTime() - upSince < STAYS_NANOS ? inVain + 1 : 0;
        state = new State(state.restarts(), "it has died, and is started again");
        long pause = pauseMillis();
        LOG.error("PostgreSQL has died; it is started again in {} ms", pause);
        TimeUnit.MILLISECONDS.sleep(pause);
        if (isAlive()) {
            return; // only for a moment nobody could tell
        }
        try {
            server.startAgain();
            comesUp();
        } catch (IOException failed) {
            if (!closing) {
                state = new State(state.restarts(), String.valueOf(failed.getMessage()));
                LOG.error("PostgreSQL could not be started again: {}", failed.getMessage());
            }
        } finally {
            upSince = System.nanoTime();
        }
    }

    private void comesUp() {
        state = new State(state.restarts() + 1, null);
        upSince = System.nanoTime();
        LOG.warn("PostgreSQL has been started again, {} times by now", state.restarts());
    }

    private long pauseMillis() {
        return inVain == 0
                ? 0
                : Math.min(longestPauseMillis, FIRST_PAUSE_MILLIS << Math.min(inVain - 1, 20));
    }

    /** From now on whoever dies stays dead; a start under way is not waited for. */
    void leave() {
        closing = true;
        thread.interrupt();
    }

    /** Nothing is under way any more when this returns. */
    @Override
    public void close() {
        leave();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
