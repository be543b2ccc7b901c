package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

import souk.kernel.EventArchive.Wanted;
import souk.platform.query.rebuild.Rebuild.Difference;
import souk.platform.query.rebuild.RebuildJob.Observer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All rebuilds: begins them, goes on with those that nobody works on any more, and ends them. */
public class Rebuilds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private static final Duration REPORT_EVERY = Duration.ofMillis(500);
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private final Workshop workshop;
    private final RebuildTable table;
    private final Generations generations;
    private final TransactionOperations transactions;
    private final ScratchSchemas looksAtPast;
    private final Map<String, RebuildJob> jobs = new ConcurrentHashMap<>();
    private final Map<Thread, String> threads = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService clockwork;
    private volatile Observer observer = (_, _) -> {};

    Rebuilds(
            Workshop workshop,
            RebuildTable table,
            Generations generations,
            TransactionOperations transactions,
            ScratchSchemas looksAtPast) {
        this.workshop = workshop;
        this.table = table;
        this.generations = generations;
        this.transactions = transactions;
        this.looksAtPast = looksAtPast;
    }

    /** Begins all of them, reading events once, or none if another rebuild is under way. */
    public boolean begin(List<Rebuild> together) {
        boolean added =
                Boolean.TRUE.equals(
                        transactions.execute(
                                transaction -> {
                                    boolean all = together.stream().allMatch(table::add);
                                    if (!all) {
                                        transaction.setRollbackOnly();
                                    }
                                    return all;
                                }));
        if (added && isRunning()) {
            launch(together);
        }
        return added;
    }

    public Optional<Rebuild> find(String id) {
        return table.find(id);
    }

    public Optional<Rebuild> running(String projection) {
        return table.running(projection);
    }

    /** The one under way that leaves no place for it. */
    public Optional<Rebuild> inTheWayOf(Rebuild rebuild) {
        return table.unfinished().stream().filter(it -> it.isInTheWayOf(rebuild)).findFirst();
    }

    public Optional<Rebuild> latest(String projection) {
        return table.latest(projection);
    }

    public List<Difference> differences(String id) {
        return table.differences(id);
    }

    public int generation(String projection) {
        return generations.of(projection).live();
    }

    /** The generation that can be gone back to. */
    public Optional<Integer> kept(String projection) {
        return Optional.ofNullable(generations.of(projection).kept());
    }

    /** How many events the kept generation lacks. */
    public long keptLetters(String projection) {
        return generations.of(projection).keptLetters();
    }

    /** Also throws away what a look at the past has left. False if there is nothing to end. */
    public boolean cancel(String id) {
        boolean underWay = table.cancel(id) || looksAtPast.discard(table.find(id));
        RebuildJob own = jobs.get(id);
        if (underWay && own != null) {
            own.cancel();
        }
        return underWay;
    }

    /** The events of which the projection is made. */
    public Wanted wanted(String projection) {
        return workshop.wanted(projection);
    }

    void observe(Observer phases) {
        observer = phases;
    }

    private void launch(List<Rebuild> together) {
        SharedScan scan = together.size() > 1 ? shared(together) : null;
        for (int number = 0; number < together.size(); number++) {
            Rebuild rebuild = together.get(number);
            SharedScan.Part part = scan == null ? null : scan.part(number);
            var job =
                    new RebuildJob(
                            rebuild, workshop, table, (at, phase) -> observer.enters(at, phase));
            if (jobs.putIfAbsent(rebuild.id(), job) == null) {
                run(rebuild.projection() + " rebuild", () -> work(job, part));
            } else if (part != null) {
                part.close();
            }
        }
    }

    private SharedScan shared(List<Rebuild> together) {
        long first = together.getFirst().options().first();
        List<Wanted> wanted =
                together.stream().map(rebuild -> workshop.wanted(rebuild.projection())).toList();
        long target = workshop.target(together);
        var scan = new SharedScan(workshop.archive(), workshop.decoders(), wanted);
        run("rebuild reader", () -> scan.read(first - 1, target));
        return scan;
    }

    // processors are busy with it for minutes: virtual threads would keep others from theirs
    private void run(String name, Runnable work) {
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .unstarted(
                                () -> {
                                    try {
                                        work.run();
                                    } finally {
                                        threads.remove(Thread.currentThread());
                                    }
                                });
        synchronized (threads) { // nobody is to wait for one that has not begun
            threads.put(thread, name);
            thread.start();
        }
    }

    private void work(RebuildJob job, SharedScan.@Nullable Part part) {
        try {
            job.run(part);
        } catch (RuntimeException unexpected) {
            log.warn("The rebuild {} rests", job.id(), unexpected);
        } finally {
            jobs.remove(job.id());
        }
    }

    /** Goes on with what nobody works on. Whoever does holds the claim. */
    void resume() {
        try {
            table.unfinished().stream()
                    .filter(rebuild -> !jobs.containsKey(rebuild.id()))
                    .filter(rebuild -> workshop.declared().names().contains(rebuild.projection()))
                    .forEach(rebuild -> launch(List.of(rebuild)));
        } catch (RuntimeException away) { // or nobody would look again
            log.warn("Rebuilds can't be looked at", away);
        }
    }

    private void report() {
        for (RebuildJob job : jobs.values()) {
            try {
                job.report();
            } catch (RuntimeException away) {
                log.warn("The progress of {} can't be told", job.id(), away);
            }
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService fresh =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("rebuilds").factory());
        fresh.scheduleWithFixedDelay(
                this::resume, 0, workshop.settings().resume().toMillis(), TimeUnit.MILLISECONDS);
        fresh.scheduleWithFixedDelay(
                this::report,
                REPORT_EVERY.toMillis(),
                REPORT_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
        clockwork = fresh;
    }

    /** What is under way goes on after the next start, here or elsewhere. */
    @Override
    public void stop() {
        ScheduledExecutorService running = clockwork;
        clockwork = null;
        if (running != null) {
            running.shutdownNow();
        }
        List<Thread> working;
        synchronized (threads) {
            working = List.copyOf(threads.keySet());
        }
        working.forEach(Thread::interrupt);
        try {
            for (Thread thread : working) {
                thread.join(STOPPING);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }
}
