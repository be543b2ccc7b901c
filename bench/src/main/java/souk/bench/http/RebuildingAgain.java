package souk.bench.http;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Asks for a rebuild of the view of carts as soon as the one before is done. */
final class RebuildingAgain {

    private static final String CARTS = "/api/projections/cart.view/rebuilds";
    private static final Set<String> OVER = Set.of("DONE", "FAILED", "CANCELLED");
    private static final long GLANCE_MILLIS = 200;

    private final Merchant merchant;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean enough;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::goOn);

    RebuildingAgain(Merchant merchant) {
        this.merchant = merchant;
    }

    void begin() {
        thread.start();
    }

    private void goOn() {
        try {
            while (!enough) {
                rebuild();
                done.incrementAndGet();
            }
        } catch (InterruptedException | IOException | RuntimeException failed) {
            failure.set(failed);
        }
    }

    private void rebuild() throws IOException, InterruptedException {
        JsonNode now = merchant.postAsAdmin(CARTS, "{}");
        String own = CARTS + "/" + now.get("id").stringValue();
        while (!OVER.contains(now.get("phase").stringValue())) {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            now = merchant.getAsAdmin(own);
        }
        if (!now.get("phase").stringValue().equals("DONE")) {
            throw new IllegalStateException(now.toString());
        }
    }

    /** How many were done. */
    int done() {
        return done.get();
    }

    /** Once the last one is over. */
    void end() throws Exception {
        enough = true;
        thread.join();
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
