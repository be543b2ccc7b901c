package souk.platform.rest.idempotency;

import java.time.Instant;

/** What a keyed request meets: it may run, or it is told why not. */
sealed interface Attempt {

    /** Nobody else carries it out; ids come from the seed and the time of the first attempt. */
    record Granted(byte[] seed, Instant begun, boolean first) implements Attempt {}

    record AnsweredBefore(Answer answer) implements Attempt {}

    record StillRunning() implements Attempt {}

    record OtherRequest() implements Attempt {}
}
