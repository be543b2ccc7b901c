package souk.bench.harness;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The clients of one contender: made once, sent out for many rounds. */
final class Team {

    private static final long LONGEST_CALL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Member(Client client, Histogram histogram) {}

    private final Contender contender;
    private final List<Member> members = new ArrayList<>();
    private volatile boolean over;

    Team(Contender contender) throws Exception {
        this.contender = contender;
        for (int number = 0; number < contender.clients(); number++) {
            members.add(
                    new Member(
                            contender.factory().client(number),
                            new Histogram(LONGEST_CALL_NANOS, 3)));
        }
    }

    Contender contender() {
        return contender;
    }

    Round play(Duration duration, ProcessorTimes processors) throws Exception {
        over = false;
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads =
                members.stream()
                        .map(member -> started(() -> play(member, start, failure)))
                        .toList();
        ProcessorTimes.Reading before = processors.read();
        long began = System.nanoTime();
        start.countDown();
        while (System.nanoTime() - began < duration.toNanos() && failure.get() == null) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        ProcessorTimes.Reading after = processors.read();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(contender.what() + " failed", failed);
        }
        Histogram all = new Histogram(LONGEST_CALL_NANOS, 3);
        members.forEach(member -> all.add(member.histogram()));
        return new Round(
                all.getTotalCount() * contender.unitsPerCall(),
                elapsed,
                all,
                after.since(before),
                after.takenByOthersSince(before, elapsed));
    }

    private Thread started(Runnable task) {
        Thread thread = contender.threads().newThread(task);
        thread.start();
        return thread;
    }

    private void play(
            Member member, CountDownLatch start, AtomicReference<@Nullable Exception> failure) {
        Client client = member.client();
        Histogram histogram = member.histogram();
        histogram.reset();
        try {
            start.await();
            long began = System.nanoTime();
            while (!over) {
                client.call();
                long ended = System.nanoTime();
                histogram.recordValue(Math.min(ended - began, LONGEST_CALL_NANOS));
                began = ended;
            }
        } catch (Exception failed) { // whatever it is, it ends the bench
            failure.compareAndSet(null, failed);
        }
    }
}
