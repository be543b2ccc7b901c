package souk.platform.rest.idempotency;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import souk.platform.rest.idempotency.Attempt.AnsweredBefore;
import souk.platform.rest.idempotency.Attempt.Granted;
import souk.platform.rest.idempotency.Attempt.OtherRequest;
import souk.platform.rest.idempotency.Attempt.StillRunning;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Knows which keyed requests have been carried out, and lets each be carried out by one at a time.
 */
@Component
class RequestLog {

    private static final String SEED = "seed";
    private static final String ANSWER = "answer";
    private static final int SEED_BYTES = 32;
    private static final int TRIES = 3;

    private final UUID process = UUID.randomUUID();
    private final SecureRandom random = new SecureRandom();
    private final RequestTable table;
    private final Clock clock;
    private final Duration lease;
    private final Duration kept;

    RequestLog(
            RequestTable table,
            Clock clock,
            @Value("${souk.http.idempotency.lease}") Duration lease,
            @Value("${souk.http.idempotency.kept}") Duration kept) {
        this.table = table;
        this.clock = clock;
        this.lease = lease;
        this.kept = kept;
    }

    /** The caller makes sure that this process does not carry out the same request already. */
    Attempt begin(KeyedRequest request, byte[] fingerprint) {
        for (int i = 0; i < TRIES; i++) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            byte[] seed = new byte[SEED_BYTES];
            random.nextBytes(seed);
            StoredRequest fresh =
                    new StoredRequest(
                            fingerprint, request.seal(SEED, seed), now, now.plus(kept), null);
            if (table.insert(request.id(), fresh, process, now.plus(lease))) {
                return new Granted(seed, now, true);
            }
            Optional<StoredRequest> earlier = table.find(request.id());
            if (earlier.isPresent() && now.isBefore(earlier.get().expiresAt())) {
                return again(request, fingerprint, earlier.get(), now);
            }
            table.deleteExpired(request.id(), process, now);
        }
        return new StillRunning();
    }

    private Attempt again(
            KeyedRequest request, byte[] fingerprint, StoredRequest earlier, Instant now) {
        if (!MessageDigest.isEqual(fingerprint, earlier.fingerprint())) {
            return new OtherRequest();
        }
        byte[] answer = earlier.answer();
        if (answer != null) {
            return new AnsweredBefore(Answer.decoded(request.open(ANSWER, answer)));
        }
        return table.claim(request.id(), process, now, now.plus(lease))
                ? new Granted(request.open(SEED, earlier.seed()), earlier.createdAt(), false)
                : new StillRunning();
    }

    /** From now on this is what everybody gets who sends the request again. */
    void remember(KeyedRequest request, Answer answer) {
        table.answer(request.id(), process, request.seal(ANSWER, answer.encoded()));
    }

    /** The request may be tried again, at once and by anybody, with the same ids. */
    void release(KeyedRequest request) {
        table.release(request.id(), process, clock.instant());
    }

    /** The request has not been. */
    void forget(KeyedRequest request) {
        table.delete(request.id(), process);
    }

    /** To be called when no other process uses this database: whoever held a lease is dead. */
    void releaseOfDeadProcesses() {
        table.releaseOfOthers(process, clock.instant());
    }

    int removeExpired() {
        return table.deleteExpired(clock.instant());
    }
}
