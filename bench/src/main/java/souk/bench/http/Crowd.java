package souk.bench.http;

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

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** As fast as answers come. */
    static final double ALL_IT_CAN = Double.POSITIVE_INFINITY;

    /**
     * @param nanos from when a call was due to its answer: who has to wait for those before counts
     */
    record Heard(double perSecond, Histogram nanos) {}

    private final List<Client> clients;

    Crowd(List<Client> clients) {
        this.clients = clients;
    }

    Heard call(double perSecond, Duration howLong) throws Exception {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Histogram> each = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begun = System.nanoTime();
        long end = begun + howLong.toNanos();
        for (int number = 0; number < clients.size(); number++) {
            Client client = clients.get(number);
            Histogram nanos = new Histogram(LONGEST_NANOS, 3);
            each.add(nanos);
            double apart = clients.size() * 1e9 / perSecond;
            long first = begun + (long) (apart * number / clients.size());
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            call(client, first, apart, end, nanos);
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
        Histogram all = new Histogram(LONGEST_NANOS, 3);
        each.forEach(all::add);
        return new Heard(all.getTotalCount() * 1e9 / (System.nanoTime() - begun), all);
    }

    private static void call(Client client, long first, double apart, long end, Histogram nanos)
            throws Exception {
        for (long calls = 0; ; calls++) {
            long now = System.nanoTime();
            long due = apart > 0 ? first + (long) (apart * calls) : now;
            if (due >= end) {
                return;
            }
            if (due > now) {
                TimeUnit.NANOSECONDS.sleep(due - now);
            }
            client.call();
            nanos.recordValue(Math.clamp(System.nanoTime() - due, 0, LONGEST_NANOS));
        }
    }
}
