package souk.payment.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import souk.payment.rest.NoticeTable.Arrival;
import souk.payment.rest.NoticeTable.Work;
import souk.platform.rest.Background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Works notices off, on every node that has them. Whoever takes one has it for as long as its lease
 * lasts; what a process that died has left is taken by another.
 */
@Component
class NoticeWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeWorkers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final NoticeTable notices;
    private final NoticeHandling handling;
    private final InboxSettings settings;
    private final Clock clock;
    private final boolean alone;
    private final Counter pruned;
    private final Semaphore calls = new Semaphore(0);
    private final AtomicBoolean looksNext = new AtomicBoolean(true);
    private final AtomicBoolean othersWait = new AtomicBoolean();
    private final Queue<Work> done = new ConcurrentLinkedQueue<>();
    private final AtomicLong lookedAt = new AtomicLong();
    private final Semaphore free;
    private final Background background = new Background("payment-inbox", this::work);

    NoticeWorkers(
            NoticeTable notices,
            NoticeList list,
            NoticeHandling handling,
            InboxSettings settings,
            Clock clock,
            MeterRegistry meters,
            Environment environment) {
        this.notices = notices;
        this.handling = handling;
        this.settings = settings;
        this.clock = clock;
        this.free = new Semaphore(settings.workers(), true);
        // without a database of its own name it is the embedded one, which is one process's alone
        this.alone = environment.getProperty("spring.datasource.url", "").isBlank();
        this.pruned = meters.counter("souk.payment.notices.pruned");
        for (NoticeStatus status : List.of(NoticeStatus.WAITING, NoticeStatus.PARKED)) {
            Gauge.builder("souk.payment.notices", () -> list.count(status))
                    .description("Notices of payment providers that are not done")
                    .tag("status", status.name().toLowerCase(java.util.Locale.ROOT))
                    .register(meters);
        }
    }

    /** Keeps it, and has it worked on if there is room; told again, it is nothing. */
    void receive(Notice notice, byte[] body) {
        boolean room = isRunning() && hasRoom();
        Arrival arrival = Arrival.KNOWN;
        try {
            Duration lease = room ? settings.lease() : Duration.ZERO;
            arrival = notices.insert(notice, body, clock.instant(), lease);
        } finally {
            if (room && arrival != Arrival.LEASED) {
                free.release();
            }
        }
        switch (arrival) {
            case LEASED -> begin(new Work(notice.id(), notice.object(), body, 1));
            case WAITING -> {
                othersWait.set(true);
                wake();
            }
            case KNOWN -> {}
        }
    }

    // not before those who have waited for their turn
    private boolean hasRoom() {
        try {
            return free.tryAcquire(0, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** There may be something to do. */
    void wake() {
        looksNext.set(true);
        calls.release();
    }

    private void work() {
        while (background.isWanted()) {
            try {
                keepWhatIsDone();
                boolean more = mustLook() && takeWhatIsDue();
                if (more) {
                    looksNext.set(true);
                } else if (calls.tryAcquire(settings.polling().toMillis(), TimeUnit.MILLISECONDS)) {
                    calls.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("Notices can't be worked off right now: {}", failed.toString());
                looksNext.set(true);
                background.pause(settings.polling());
            }
        }
    }

    // those that are done call, too, and must not keep us from looking in time
    private boolean mustLook() {
        long now = System.nanoTime();
        if (looksNext.getAndSet(false) || now - lookedAt.get() >= settings.polling().toNanos()) {
            lookedAt.set(now);
            return true;
        }
        return false;
    }

    /** Those that were done meanwhile, together. If that is lost, their leases end. */
    private void keepWhatIsDone() {
        List<Work> all = new ArrayList<>();
        for (Work next = done.poll(); next != null; next = done.poll()) {
            all.add(next);
        }
        if (all.isEmpty()) {
            return;
        }
        try {
            if (notices.done(all, clock.instant()) | othersWait.getAndSet(false)) {
                looksNext.set(true);
            }
        } catch (RuntimeException away) {
            done.addAll(all);
            throw away;
        }
    }

    /** Whether there may be more. */
    private boolean takeWhatIsDue() throws InterruptedException {
        if (!free.tryAcquire(settings.polling().toMillis(), TimeUnit.MILLISECONDS)) {
            looksNext.set(true);
            return false; // all are at work, and those that are done are to be kept
        }
        int room = 1 + free.drainPermits();
        List<Work> taken = List.of();
        try {
            taken = notices.lease(room, clock.instant(), settings.lease());
        } finally {
            free.release(room - taken.size());
        }
        taken.forEach(this::begin);
        return taken.size() == room;
    }

    private void begin(Work work) {
        Thread.ofVirtual().name("notice " + work.id()).start(() -> handle(work));
    }

    private void handle(Work work) {
        try {
            if (handling.handle(work)) {
                done.add(work);
            } else {
                looksNext.set(true); // the next about the same object
            }
        } catch (RuntimeException failed) {
            // its lease ends, and somebody tries again
            LOG.warn("What became of notice {} can't be kept: {}", work.id(), failed.toString());
        } finally {
            free.release();
            calls.release();
        }
    }

    @Scheduled(fixedDelayString = "${souk.payment.inbox.cleaning}")
    void prune() {
        Instant before = clock.instant().minus(settings.kept());
        pruned.increment(notices.deleteDone(before));
        notices.emptyParked(before);
    }

    @Override
    public void start() {
        if (alone) {
            notices.releaseOfTheDead();
        }
        background.start();
    }

    /** Takes nothing more, and lets what was begun come to its end. */
    @Override
    public void stop() {
        if (!background.stop(PATIENCE)) {
            return;
        }
        try {
            if (free.tryAcquire(settings.workers(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(settings.workers());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        keepWhatIsDone();
    }

    @Override
    public boolean isRunning() {
        return background.isRunning();
    }
}
