package souk.account.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import souk.platform.rest.events.Happening;
import souk.platform.rest.events.Witness;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees what happens to accounts before all others do: who is told to come back must not be let in
 * by what was.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessWitness implements AccessChanges, Witness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CurrentAccess access;
    private final SeenPosition seen = new SeenPosition();
    private final AtomicLong fresh = new AtomicLong();
    private final AtomicBoolean remembering = new AtomicBoolean();

    AccessWitness(CurrentAccess access) {
        this.access = access;
    }

    @Override
    public void await(@Nullable Long position) {
        if (position != null) {
            seen.await(position, PATIENCE);
        }
    }

    @Override
    public void begin(long from, long head) {
        fresh.set(head);
        seen.start(from);
        rememberIfFresh(from);
    }

    @Override
    public void see(Happening happening) {
        access.note(happening);
        seen.advance(happening.position());
        rememberIfFresh(happening.position());
    }

    // while it sees old events, changes since then would be noticed late
    private void rememberIfFresh(long position) {
        if (position >= fresh.get() && remembering.compareAndSet(false, true)) {
            access.startRemembering();
        }
    }

    @Override
    public void pause() {
        seen.stop();
        access.stopRemembering();
        remembering.set(false);
    }
}
