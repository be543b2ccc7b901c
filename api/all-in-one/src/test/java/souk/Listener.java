package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Ears.Heard;
import souk.Shopper.Reply;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills a cart and listens to what is told of it, at whichever node: where a stream ends he goes on
 * at the other one, after what he has heard last.
 */
final class Listener {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Roamer guest;
    private final List<Heard> heard = new ArrayList<>();
    private final String sku;
    private final Thread ears;
    private final FutureTask<Boolean> hands;
    private volatile boolean enough;
    private volatile int put;
    private String last = "";

    Listener(List<URI> nodes, String sku) {
        this.guest = new Roamer(nodes, 1);
        this.sku = sku;
        Reply cart = guest.press("/api/carts", "{}");
        assertThat(cart.status()).isEqualTo(201);
        last = cart.header("Souk-Position");
        ears = Thread.ofVirtual().start(this::listen);
        hands = new FutureTask<>(this::fill, true);
        Thread.ofVirtual().start(hands);
    }

    private void fill() {
        while (!enough) {
            Reply added =
                    guest.post(
                            "/api/carts/current/items",
                            "{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku));
            assertThat(added.status()).as(added.response().body()).isEqualTo(200);
            put++;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    private void listen() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Ears ears = guest.listen("cart", "Last-Event-ID", last)) {
                int known = 0;
                while (!ears.isOver() && !Thread.currentThread().isInterrupted()) {
                    List<Heard> all = ears.heard();
                    note(all.subList(known, all.size()));
                    known = all.size();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
                List<Heard> all = ears.heard();
                note(all.subList(known, all.size()));
            } catch (UncheckedIOException away) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private synchronized void note(List<Heard> news) {
        heard.addAll(news);
        if (!news.isEmpty()) {
            last = news.getLast().id();
        }
    }

    private synchronized List<String> ids() {
        return heard.stream().map(Heard::id).toList();
    }

    /** Was told of each change once, and in their order; and each is in the cart. */
    void mustHaveHeardAll() throws InterruptedException, ExecutionException {
        enough = true;
        hands.get();
        try {
            await("What is told of " + put + " changes")
                    .atMost(PATIENCE)
                    .until(() -> ids().size() >= put);
        } finally {
            ears.interrupt();
        }
        assertThat(ids()).hasSize(put).doesNotHaveDuplicates();
        assertThat(ids().stream().map(Long::valueOf).toList()).isSorted();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                guest.get("/api/carts/current").json().get("itemCount").intValue()
                                        == put);
    }
}
