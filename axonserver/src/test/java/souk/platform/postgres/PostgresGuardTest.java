package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class PostgresGuardTest {

    /** Has to be started so often until it is up. */
    private static final class Frail implements PostgresGuard.Server {

        final AtomicInteger missing = new AtomicInteger();
        final AtomicInteger starts = new AtomicInteger();

        @Override
        public boolean isAlive() {
            return missing.get() == 0;
        }

        @Override
        public void startAgain() throws IOException {
            starts.incrementAndGet();
            if (missing.decrementAndGet() > 0) {
                throw new IOException("no room");
            }
        }
    }

    private static final Duration SHORT = Duration.ofMillis(10);

    private final Frail server = new Frail();

    @Test
    void leaves_alone_whoever_lives() throws Exception {
        var looks = new CountDownLatch(3);
        PostgresGuard.Server watched =
                new PostgresGuard.Server() {
                    @Override
                    public boolean isAlive() {
                        looks.countDown();
                        return true;
                    }

                    @Override
                    public void startAgain() {
                        server.starts.incrementAndGet();
                    }
                };
        try (var guard = new PostgresGuard(watched, SHORT)) {
            assertThat(looks.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(guard.state()).isEqualTo(new PostgresGuard.State(0, null));
        }
        assertThat(server.starts).hasValue(0);
    }

    @Test
    void starts_again_until_it_stays_and_tells_what_is_in_the_way() {
        try (var guard = new PostgresGuard(server, SHORT)) {
            server.missing.set(1_000_000);
            await().until(() -> "no room".equals(guard.state().failure()));
            assertThat(guard.state().restarts()).isZero();

            server.missing.set(2);
            await().until(() -> guard.state().failure() == null);
            assertThat(guard.state().restarts()).isEqualTo(1);
        }
    }

    @Test
    void lets_the_dead_rest_once_it_has_left() {
        var guard = new PostgresGuard(server, SHORT);
        guard.close();
        server.missing.set(1);
        assertThat(server.starts).hasValue(0);
    }
}
