package souk.bench.http;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import souk.bench.harness.Client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Clients that call as often as they are told, whether or not answers keep up. */
final class Crowd {

    static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    /**
     * @param nanos from when a call was due to its answer: who has to wait for those before counts
     */
    record Heard(double perSecond, Histogram nanos) {}

    /** Hears of each answer of one client, on that client's thread. */
    @FunctionalInterface
    interface Ear {
        void heard(int client, long nanos);
    }

    private final List<? extends Client> clients;
    private final Ear ear;

    Crowd(List<? extends Client> clients) {
        this(clients, (_, _) -> {});
    }

    Crowd(List<? extends Client> clients, Ear ear) {
        this.clients = clients;
        this.ear = ear;
    }

    /** Evenly. */
    Heard call(double perSecond, Duration howLong) throws Exception {
        long begun = System.nanoTime();
        return call(
                perSecond == Arrivals.ALL_IT_CAN ? null : Arrivals.evenly(begun, perSecond),
                begun,
                howLong);
    }

    /** At random, the same each time. */
    Heard call(double perSecond, Duration howLong, long seed) throws Exception {
        long begun = System.nanoTime();
        return call(Arrivals.atRandom(begun, perSecond, seed), begun, howLong);
    }

    private Heard call(@Nullable Arrivals arrivals, long begun, Duration howLong) throws Exception {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);
        List<Thread> threads = new ArrayList<>();
        long end = begun + howLong.toNanos();
        for (int i = 0; i < clients.size(); i++) {
            int number = i;
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            call(number, arrivals, end, nanos);
                                        } catch (Exception failed) {
                                            failure.compareAndSet(null, failed);
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return new Heard(nanos.getTotalCount() * 1e9 / (System.nanoTime() - begun), nanos);
    }

    // whoever is free takes the call that is due next
    private void call(int number, @Nullable Arrivals arrivals, long end, Histogram nanos)
            throws Exception {
        while (true) {
            long now = System.nanoTime();
            long due = arrivals == null ? now : arrivals.next();
            if (due >= end) {
                return;
            }
            if (due > now) {
                TimeUnit.NANOSECONDS.sleep(due - now);
            }
            clients.get(number).call();
            long took = Math.clamp(System.nanoTime() - due, 0, LONGEST_NANOS);
            nanos.recordValue(took);
            ear.heard(number, took);
        }
    }
}
