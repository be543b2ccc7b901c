package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests were answered and how many refused for the time being, and what was wrong. */
final class Tally {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    void answered() {
        answered.incrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
    }

    void complain(String of) {
        complaints.add(of);
    }

    /** From now on. */
    void awaitAnswered(int many) {
        awaitMore(answered, many);
    }

    /** From now on. */
    void awaitRefused(int many) {
        awaitMore(refused, many);
    }

    private static void awaitMore(AtomicInteger count, int many) {
        int before = count.get();
        await().atMost(PATIENCE).until(() -> count.get() >= before + many);
    }

    void mustBeWithoutComplaint() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        assertThat(all).isEmpty();
    }
}
