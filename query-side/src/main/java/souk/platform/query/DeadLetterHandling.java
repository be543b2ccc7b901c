package souk.platform.query;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jpa.JpaDeadLetter;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/**
 * What can be done about letters, each in a transaction of its own. Axon handles a whole sequence
 * in one: a letter that fails again would undo those before it, or leave half of its own changes.
 */
public class DeadLetterHandling {

    /** What became of a letter. */
    public enum Outcome {
        DONE,
        FAILED,
        /** Somebody else was faster. */
        GONE
    }

    private static final Logger log = LoggerFactory.getLogger(DeadLetterHandling.class);

    private final Projections projections;
    private final DiscardedLetters discarded;
    private final TransactionOperations ownTransaction;
    private final Runnable flush;

    DeadLetterHandling(
            Projections projections,
            DiscardedLetters discarded,
            TransactionOperations ownTransaction,
            Runnable flush) {
        this.projections = projections;
        this.discarded = discarded;
        this.ownTransaction = ownTransaction;
        this.flush = flush;
    }

    /** Handles the first letter of a sequence again. If that fails again, it stays the first. */
    public Outcome handle(Letter first) {
        LiveProjection projection = projections.live(first.projection());
        try {
            return alone(
                    first,
                    letter -> {
                        callApart(projection.processor(), letter);
                        projection.letters().evict(letter);
                        return Outcome.DONE;
                    });
        } catch (FailedAgain again) {
            log.warn("{} failed on the letter {}", projection.name(), first.id(), again.failure);
            if (!EventFault.isBehind(again.failure)) {
                throw new Rejected(new ServiceUnavailable("projection " + projection.name()));
            }
            return alone(first, letter -> note(again.failure, letter, projection));
        }
    }

    /** Removes the first letter of a sequence, and enters into the book who wanted that and why. */
    public Outcome discard(Letter first, String actor, String reason, @Nullable String request) {
        LiveProjection projection = projections.live(first.projection());
        return alone(
                first,
                letter -> {
                    projection.letters().evict(letter);
                    discarded.enter(first, actor, reason, request);
                    return Outcome.DONE;
                });
    }

    /** Whether an earlier attempt of the same request has discarded the letter. */
    public boolean hasDiscarded(String projection, String letterId, @Nullable String request) {
        return request != null && discarded.contains(projection, letterId, request);
    }

    private Outcome alone(
            Letter first, Function<DeadLetter<? extends EventMessage<?>>, Outcome> action) {
        LiveProjection projection = projections.live(first.projection());
        return ownTransaction.execute(
                _ -> {
                    projection.lock().own();
                    return stored(first, projection).map(action).orElse(Outcome.GONE);
                });
    }

    private static Optional<DeadLetter<? extends EventMessage<?>>> stored(
            Letter first, LiveProjection projection) {
        Iterator<DeadLetter<? extends EventMessage<?>>> sequence =
                projection.letters().deadLetterSequence(first.sequence()).iterator();
        return sequence.hasNext()
                ? Optional.<DeadLetter<? extends EventMessage<?>>>of(sequence.next())
                        .filter(letter -> idOf(letter).equals(first.id()))
                : Optional.empty();
    }

    private static String idOf(DeadLetter<?> letter) {
        return ((JpaDeadLetter<?>) letter).getId();
    }

    /** Not as a part of the command's unit of work: rows belong to the letter's transaction. */
    private void callApart(
            ProjectionProcessor processor, DeadLetter<? extends EventMessage<?>> letter) {
        Deque<UnitOfWork<?>> around = new ArrayDeque<>();
        while (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> unit = CurrentUnitOfWork.get();
            CurrentUnitOfWork.clear(unit);
            around.push(unit);
        }
        try {
            call(processor, letter);
        } finally {
            around.forEach(CurrentUnitOfWork::set);
        }
    }

    private void call(ProjectionProcessor processor, DeadLetter<? extends EventMessage<?>> letter) {
        EventMessage<?> event = letter.message();
        var unit = DefaultUnitOfWork.startAndGet(event);
        unit.resources().put(DeadLetter.class.getName(), letter);
        var result =
                unit.executeWithResult(
                        () -> {
                            processor.handleAgain(event);
                            flush.run();
                            return event;
                        });
        if (result.isExceptional()) {
            throw new FailedAgain(result.exceptionResult());
        }
    }

    private static Outcome note(
            Throwable failure,
            DeadLetter<? extends EventMessage<?>> letter,
            LiveProjection projection) {
        EnqueueDecision<EventMessage<?>> decision = Parking.again(letter, failure);
        projection
                .letters()
                .requeue(
                        letter,
                        known ->
                                decision.withDiagnostics(known)
                                        .withCause(decision.enqueueCause().orElse(failure)));
        return Outcome.FAILED;
    }

    /** Takes the transaction back. */
    private static final class FailedAgain extends RuntimeException {

        private final transient Throwable failure;

        FailedAgain(Throwable failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
