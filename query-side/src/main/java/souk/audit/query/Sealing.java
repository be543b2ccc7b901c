package souk.audit.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import souk.audit.LogKey;
import souk.audit.LogRejection.LogNotSealing;
import souk.kernel.Rejected;

import java.sql.SQLException;
import java.time.Duration;

/** Seals as long as the node runs, unless what it finds is not what was signed. */
class Sealing implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sealing.class);

    /** Intervals for which it may fail before somebody should look. */
    private static final int PASSING = 30;

    private static final Duration STOPPING = Duration.ofSeconds(15);

    private final Sealer sealer;
    private final Duration interval;
    private volatile @Nullable Thread worker;
    private volatile @Nullable String contradiction;
    private volatile @Nullable String failure;
    private volatile int failures;

    Sealing(Sealer sealer, Duration interval, MeterRegistry meters) {
        this.sealer = sealer;
        this.interval = interval;
        Gauge.builder("souk.audit.sealed", sealer::size)
                .description("Events sealed, as far as this node knows")
                .register(meters);
        Gauge.builder("souk.audit.tampered", () -> contradiction == null ? 0 : 1)
                .description("1 if the log is not the one that was signed")
                .register(meters);
    }

    // who writes all the time is not to have a checkpoint, and a disk flushed, for every few events
    private void work() {
        while (isRunning() && contradiction == null) {
            if (seal() < Sealer.MOST) {
                pause();
            }
        }
    }

    private long seal() {
        try {
            long events = sealer.round();
            failure = null;
            failures = 0;
            return events;
        } catch (Contradiction found) {
            stopBecause(found);
        } catch (Throwable away) { // or nobody would seal again, and nobody know
            if (isRunning() && failure == null) {
                log.warn("Events can't be sealed right now", away);
            }
            failure = away.toString();
            failures = failures + 1;
        }
        return 0;
    }

    private void stopBecause(Contradiction found) {
        contradiction = found.getMessage();
        log.error(
                "TAMPERED: {}. Nothing is sealed any more. `./souk audit verify` tells what has"
                        + " changed; once that is settled, start this node again",
                found.getMessage());
    }

    LogKey rotate() {
        mustSeal();
        try {
            return sealer.rotate();
        } catch (Contradiction found) {
            stopBecause(found);
            throw new Rejected(new LogNotSealing(String.valueOf(found.getMessage())));
        } catch (SQLException away) {
            throw new IllegalStateException("The log can't be reached", away);
        }
    }

    private void mustSeal() {
        String why = contradiction;
        if (why != null) {
            throw new Rejected(new LogNotSealing(why));
        }
    }

    long size() {
        return sealer.size();
    }

    @Nullable String contradiction() {
        return contradiction;
    }

    @Nullable String failure() {
        return failure;
    }

    /** Whether it has failed too often in a row to be taken for passing, or does nothing at all. */
    boolean rests() {
        Thread present = worker;
        return failures >= PASSING || (present != null && !present.isAlive());
    }

    private void pause() {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    // hashing is work: a virtual thread would keep others from their turn
    @Override
    public void start() {
        Thread fresh = Thread.ofPlatform().daemon().name("sealer").unstarted(this::work);
        worker = fresh;
        fresh.start();
    }

    @Override
    public void stop() {
        Thread running = worker;
        worker = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(STOPPING);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
