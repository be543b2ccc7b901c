package souk.platform.store;

import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private record UnitOfEvents(
            List<StoredEvent> events,
            List<? extends EventMessage<?>> messages,
            CompletableFuture<Long> lastPosition) {}

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final long RETRY_MILLIS = 100;

    private final DataSource dataSource;
    private final Listener listener;
    private final AppendMetrics metrics;
    private final Settings settings;
    private final BlockingQueue<UnitOfEvents> queue;
    private final Thread writer;
    private volatile boolean closing;
    private @Nullable Connection connection;
    private boolean notificationDue;
    private long lastNotification;

    GroupCommit(
            DataSource dataSource, Listener listener, AppendMetrics metrics, Settings settings) {
        this.dataSource = dataSource;
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
                    disconnect();
                    return;
                }
                store(batch);
                notifyOthers();
            } catch (InterruptedException closed) {
                closing = true;
            } catch (RuntimeException | Error unforeseen) {
                log.error("A batch of {} units of work failed", batch.size(), unforeseen);
                batch.forEach(unit -> unit.lastPosition().completeExceptionally(unforeseen));
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
                    settle(open);
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
                    disconnect();
                    if (closing || System.nanoTime() > deadline) {
                        fail(
                                open,
                                new EventStoreUnavailableException("PostgreSQL is away", failed));
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
        long first = EventLog.append(connection(), events);
        metrics.appended(events.size(), System.nanoTime() - began);
        notificationDue = true;
        try {
            // readers first: whoever learns that an event is stored can read it
            listener.stored(
                    first, units.stream().flatMap(unit -> unit.messages().stream()).toList());
        } finally {
            long next = first;
            for (UnitOfEvents unit : units) {
                next += unit.events().size();
                unit.lastPosition().complete(next - 1);
            }
        }
    }

    /**
     * After a conflict or a lost connection: units that are stored already succeed, those whose
     * sequence numbers somebody else has taken fail, the others stay to be inserted.
     */
    private void settle(List<UnitOfEvents> open) throws SQLException {
        List<StoredEvent> events = open.stream().flatMap(unit -> unit.events().stream()).toList();
        Map<EventLog.Key, EventLog.Positioned> stored =
                new HashMap<>(EventLog.find(connection(), events));
        Set<EventLog.Key> taken = new HashSet<>();
        for (UnitOfEvents unit : List.copyOf(open)) {
            StoredEvent last = unit.events().getLast();
            EventLog.Positioned there = stored.get(EventLog.Key.of(last));
            if (there != null && there.event().id().equals(last.id())) {
                open.remove(unit);
                unit.lastPosition().complete(there.position());
            } else if (!areFree(unit, stored.keySet(), taken)) {
                open.remove(unit);
                metrics.conflict();
                fail(List.of(unit), conflict(unit));
            }
        }
    }

    // free in the store, and wanted by no earlier unit nor twice by this one; if so, taken from now
    // on
    private static boolean areFree(
            UnitOfEvents unit, Set<EventLog.Key> stored, Set<EventLog.Key> taken) {
        Set<EventLog.Key> wanted = new HashSet<>();
        boolean free =
                unit.events().stream()
                        .map(EventLog.Key::of)
                        .allMatch(
                                key ->
                                        !stored.contains(key)
                                                && !taken.contains(key)
                                                && wanted.add(key));
        if (free) {
            taken.addAll(wanted);
        }
        return free;
    }

    private static ConcurrencyException conflict(UnitOfEvents unit) {
        StoredEvent first = unit.events().getFirst();
        return new ConcurrencyException(
                "Somebody else has continued stream %s at or after %d"
                        .formatted(first.stream(), first.sequence()));
    }

    private void onlyTheCulpritFails(List<UnitOfEvents> open, SQLException failed) {
        if (open.size() == 1) {
            fail(open, new IllegalArgumentException("PostgreSQL refuses these events", failed));
            return;
        }
        open.forEach(unit -> store(List.of(unit)));
    }

    private static void fail(List<UnitOfEvents> units, RuntimeException failure) {
        units.forEach(unit -> unit.lastPosition().completeExceptionally(failure));
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
        try (var notify = connection().createStatement()) {
            notify.execute("notify " + HeadWatcher.CHANNEL);
            notificationDue = false;
            lastNotification = now;
        } catch (SQLException failed) {
            disconnect();
            notificationDue = false;
        }
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = dataSource.getConnection();
            current.setAutoCommit(true);
            // a host that is gone does not even say so
            current.setNetworkTimeout(Runnable::run, settings.answerMillis());
            connection = current;
        }
        return current;
    }

    private void disconnect() {
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
