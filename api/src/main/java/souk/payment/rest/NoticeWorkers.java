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

import souk.payment.rest.NoticeTable.Work;
import souk.platform.rest.Background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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
        this.free = new Semaphore(settings.workers());
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

    /** There may be something to do. */
    void wake() {
        calls.release();
    }

    private void work() {
        while (background.isWanted()) {
            try {
                if (!takeWhatIsDue()) {
                    if (calls.tryAcquire(settings.polling().toMillis(), TimeUnit.MILLISECONDS)) {
                        calls.drainPermits();
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("Notices can't be worked off right now: {}", failed.toString());
                background.pause(settings.polling());
            }
        }
    }

    private boolean takeWhatIsDue() throws InterruptedException {
        free.acquire();
        int room = 1 + free.drainPermits();
        List<Work> taken = List.of();
        try {
            taken = notices.lease(room, clock.instant(), settings.lease());
        } finally {
            free.release(room - taken.size());
        }
        taken.forEach(
                work -> Thread.ofVirtual().name("notice " + work.id()).start(() -> handle(work)));
        return !taken.isEmpty();
    }

    private void handle(Work work) {
        try {
            handling.handle(work);
        } catch (RuntimeException failed) {
            // its lease ends, and somebody tries again
            LOG.warn("What became of notice {} can't be kept: {}", work.id(), failed.toString());
        } finally {
            free.release();
            wake(); // the next about the same object
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
    }

    @Override
    public boolean isRunning() {
        return background.isRunning();
    }
}
