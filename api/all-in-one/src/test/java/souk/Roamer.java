package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Shopper.Reply;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Somebody who asks another node under the same key where one does not answer, or says that it may
 * go better later. And who, once he has been answered, asks the other one once more: that must
 * change nothing, and say the same.
 */
final class Roamer {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 200;
    private static final AtomicLong LONGEST = new AtomicLong();

    private final List<Shopper> nodes;
    private volatile int at;

    Roamer(List<URI> nodes, int home) {
        var browser = new Shopper(nodes.getFirst());
        this.nodes = nodes.stream().map(browser::at).toList();
        this.at = home;
    }

    /**
     * How long anybody has had to wait for an answer since this was asked last, in milliseconds.
     */
    static long longestWait() {
        return TimeUnit.NANOSECONDS.toMillis(LONGEST.getAndSet(0));
    }

    Reply get(String path, String... headers) {
        return insist(node -> node.get(path, headers));
    }

    Reply post(String path, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Idempotency-Key";
        all[headers.length + 1] = UUID.randomUUID().toString();
        Reply reply = insist(node -> node.post(path, json, all));
        if (reply.status() < 400) {
            mustBeTheSame(reply, path, json, all);
        }
        return reply;
    }

    private void mustBeTheSame(Reply first, String path, String json, String... headers) {
        turn();
        Reply again = insist(node -> node.post(path, json, headers));
        assertThat(again.status() + " " + again.response().body())
                .isEqualTo(first.status() + " " + first.response().body());
        assertThat(again.header("Idempotent-Replayed")).as(path).isEqualTo("true");
    }

    /** Where keys are not known, or nobody is known yet whose they could be. */
    Reply press(String path, String json) {
        return insist(node -> node.post(path, json));
    }

    Ears listen(String topics, String... headers) {
        turn();
        return here().listen(topics, headers);
    }

    private Shopper here() {
        return nodes.get(at % nodes.size());
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // any other will do
    private void turn() {
        at++;
    }

    private Reply insist(Function<Shopper, Reply> question) {
        long begun = System.nanoTime();
        Object last = null;
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            try {
                Reply reply = question.apply(here());
                if (!passes(reply)) {
                    LONGEST.accumulateAndGet(System.nanoTime() - begun, Math::max);
                    return reply;
                }
                last = reply.response().body();
            } catch (UncheckedIOException away) {
                last = away;
            }
            turn();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        throw new AssertionError("Not within " + PATIENCE + ", at last: " + last);
    }

    /** Nobody is there, nobody has answered in time, or somebody is at it. */
    private static boolean passes(Reply reply) {
        return switch (reply.status()) {
            case 503, 504 -> true;
            case 409 -> reply.response().body().contains("idempotency_in_progress");
            default -> false;
        };
    }
}
