package souk.platform.store;

import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * One writer for all units of work of this process: while a batch is on its way to disk, the next
 * one gathers. A unit of work is stored whole or not at all, and is on disk before its thread goes
 * on.
 */
class GroupCommit implements AutoCloseable {

    /**
     * What happens to batches that were stored. Called by the writer, in the order of positions.
     */
    interface Listener {
        void stored(long firstPosition, List<? extends EventMessage<?>> messages);
    }

    record Settings(int maxBatch, int queueCapacity, long patienceMillis, long notifyEveryMillis) {

        static final Settings DEFAULT = new Settings(1_000, 16_384, 5_000, 20);

        /** How long an answer of PostgreSQL is waited for before the connection is given up. */
        int answerMillis() {
            return (int) (2 * patienceMillis);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final long RETRY_MILLIS = 100;

    private final Listener listener;
    private final AppendMetrics metrics;
    private final Settings settings;
    private final BlockingQueue<UnitOfEvents> queue;
    private final Thread writer;
    private volatile boolean closing;
    private final WriterConnection connection;
    private boolean notificationDue;
    private long lastNotification;
    private long lastStored;

    GroupCommit(
            DataSource dataSource, Listener listener, AppendMetrics metrics, Settings settings) {
        this.connection = new WriterConnection(dataSource, settings.answerMillis());
        this.listener = listener;
        this.metrics = metrics;
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
        metrics.observeQueue(queue);
        this.writer = Thread.ofPlatform().name("event-writer").daemon().start(this::run);
    }

    /** Returns the position of the last event once all of them are on disk. */
    long append(List<StoredEvent> events, List<? extends EventMessage<?>> messages) {
        var unit = new UnitOfEvents(events, messages, new CompletableFuture<>());
        try {
            if (closing || !queue.offer(unit, settings.patienceMillis(), TimeUnit.MILLISECONDS)) {
                throw new EventStoreUnavailableException(
                        "The event store takes no more events", null);
            }
            return unit.lastPosition().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException("Interrupted before storing", interrupted);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof AxonException known ? known : failed;
        }
    }

    private void run() {
        List<UnitOfEvents> batch = new ArrayList<>();
        while (true) {
            try {
                gather(batch);
                if (batch.isEmpty() && closing) {
                    connection.close();
                    return;
                }
                store(batch);
                notifyOthers();
            } catch (InterruptedException closed) {
                closing = true;
            } catch (RuntimeException | Error unforeseen) {
                log.error("A batch of {} units of work failed", batch.size(), unforeseen);
                batch.forEach(unit -> unit.fail(unforeseen));
            } finally {
                batch.clear();
            }
        }
    }

    private void gather(List<UnitOfEvents> batch) throws InterruptedException {
        UnitOfEvents first =
                notificationDue || closing
                        ? queue.poll(
                                closing ? 0 : settings.notifyEveryMillis(), TimeUnit.MILLISECONDS)
                        : queue.take();
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, settings.maxBatch() - 1);
        }
    }

    private void store(List<UnitOfEvents> batch) {
        List<UnitOfEvents> open = new ArrayList<>(batch);
        long deadline =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.patienceMillis());
        boolean outcomeKnown = true;
        while (!open.isEmpty()) {
            try {
                if (!outcomeKnown) {
                    Settlement.of(open, connection.open()).forEach(this::refuse);
                    outcomeKnown = true;
                } else {
                    insert(open);
                    return;
                }
            } catch (SQLException failed) {
                if (isConflict(failed)) {
                    outcomeKnown = false;
                } else if (isAboutData(failed)) {
                    onlyTheCulpritFails(open, failed);
                    return;
                } else {
                    outcomeKnown = false;
                    connection.close();
                    if (closing || System.nanoTime() > deadline) {
                        var away = new EventStoreUnavailableException("PostgreSQL is away", failed);
                        open.forEach(unit -> unit.fail(away));
                        return;
                    }
                    log.warn("Storing events failed, trying again: {}", failed.getMessage());
                    pause();
                }
            }
        }
    }

    private void insert(List<UnitOfEvents> units) throws SQLException {
        List<StoredEvent> events = units.stream().flatMap(unit -> unit.events().stream()).toList();
        if (events.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        long first = Appending.append(connection.open(), events);
        metrics.appended(events.size(), System.nanoTime() - began);
        notificationDue = true;
        lastStored = first + events.size() - 1;
        try {
            // readers first: whoever learns that an event is stored can read it
            listener.stored(
                    first, units.stream().flatMap(unit -> unit.messages().stream()).toList());
        } finally {
            long next = first;
            for (UnitOfEvents unit : units) {
                next += unit.events().size();
                unit.succeed(next - 1);
            }
        }
    }

    private void refuse(UnitOfEvents unit) {
        metrics.conflict();
        StoredEvent first = unit.events().getFirst();
        unit.fail(
                new ConcurrencyException(
                        "Somebody else has continued stream %s at or after %d"
                                .formatted(first.stream(), first.sequence())));
    }

    private void onlyTheCulpritFails(List<UnitOfEvents> open, SQLException failed) {
        if (open.size() == 1) {
            open.getFirst()
                    .fail(new IllegalArgumentException("PostgreSQL refuses these events", failed));
            return;
        }
        open.forEach(unit -> store(List.of(unit)));
    }

    private static boolean isConflict(SQLException failed) {
        return "23505".equals(failed.getSQLState());
    }

    private static boolean isAboutData(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    // readers of other processes; debounced, since every NOTIFY takes a lock of the whole cluster
    private void notifyOthers() {
        long now = System.nanoTime();
        if (!notificationDue
                || now - lastNotification
                        < TimeUnit.MILLISECONDS.toNanos(settings.notifyEveryMillis())) {
            return;
        }
        try (var notify = connection.open().createStatement()) {
            notify.execute("notify %s, '%d'".formatted(HeadWatcher.CHANNEL, lastStored));
            notificationDue = false;
            lastNotification = now;
        } catch (SQLException failed) {
            connection.close();
            notificationDue = false;
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException closed) {
            closing = true;
        }
    }

    /** Stores what is waiting, then stops. */
    @Override
    public void close() {
        closing = true;
        writer.interrupt();
        try {
            writer.join(settings.patienceMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
