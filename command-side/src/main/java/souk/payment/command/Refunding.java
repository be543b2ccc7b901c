package souk.payment.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentRejection.PaymentNotInState;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentRejection.RefundTooLarge;
import souk.payment.RefundId;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Money goes back, but never more than came, and what was asked for once goes back once. */
record Refunding(PaymentState state) {

    private static final String TOO_MUCH = "more_than_is_left";

    private static final String NO_TRANSACTION = "none";

    /** What is too much fails at once, so that whoever asked hears of it as of every failure. */
    List<PaymentEvent> asked(RefundPayment command) {
        if (state.refund(command.refundId()).isPresent()) {
            return List.of();
        }
        Optional<Capture> source = sourceOf(command.transaction(), command.amount());
        RefundStarted started =
                started(
                        command.refundId(),
                        source.map(Capture::transaction).orElseGet(() -> namedOrFirst(command)),
                        command.amount(),
                        command.reason());
        return source.isPresent() ? List.of(started) : List.of(started, tooMuch(started));
    }

    List<RefundStarted> retried(RefundId id) {
        Refund refund = mustOwe(id);
        if (refund.isDone()) {
            throw new Rejected(new PaymentNotInState(state.status()));
        }
        if (refund.isPending()) {
            return List.of();
        }
        if (sourceOf(refund.transaction(), refund.amount()).isEmpty()) {
            throw new Rejected(new RefundTooLarge(most(refund.transaction())));
        }
        return List.of(started(id, refund.transaction(), refund.amount(), refund.reason()));
    }

    /** A word about an earlier attempt comes too late. */
    List<RefundSucceeded> done(
            RefundId id, int attempt, String byProvider, @Nullable String notice) {
        Refund refund = mustOwe(id);
        return attempt != refund.attempt() || !refund.isPending()
                ? List.of()
                : List.of(
                        new RefundSucceeded(
                                state.paymentId(),
                                state.reference(),
                                id,
                                refund.transaction(),
                                refund.amount(),
                                byProvider,
                                notice));
    }

    /** Banks can change their minds: what has failed has failed, even after it went well. */
    List<RefundFailed> failed(RefundId id, int attempt, String why, @Nullable String notice) {
        Refund refund = mustOwe(id);
        return attempt != refund.attempt() || refund.hasFailed()
                ? List.of()
                : List.of(
                        new RefundFailed(
                                state.paymentId(),
                                state.reference(),
                                id,
                                refund.transaction(),
                                refund.amount(),
                                why,
                                notice));
    }

    private Refund mustOwe(RefundId id) {
        return state.refund(id).orElseThrow(() -> new Rejected(new RefundNotFound()));
    }

    // where none is named: of what came first, if there is enough of it left
    private Optional<Capture> sourceOf(@Nullable String named, Money wanted) {
        return captures(named)
                .filter(it -> wanted.currency().equals(it.amount().currency()))
                .filter(it -> wanted.amount() <= state.refundable(it).amount())
                .findFirst()
                .filter(_ -> wanted.amount() > 0);
    }

    private String namedOrFirst(RefundPayment command) {
        return captures(command.transaction())
                .findFirst()
                .map(Capture::transaction)
                .or(() -> Optional.ofNullable(command.transaction()))
                .orElse(NO_TRANSACTION);
    }

    private Money most(String transaction) {
        return captures(transaction).findFirst().map(state::refundable).orElse(state.zero());
    }

    private Stream<Capture> captures(@Nullable String named) {
        return state.captures().stream()
                .filter(it -> named == null || it.transaction().equals(named));
    }

    private RefundStarted started(RefundId id, String transaction, Money amount, String reason) {
        return new RefundStarted(
                state.paymentId(), state.reference(), id, transaction, amount, reason);
    }

    private static RefundFailed tooMuch(RefundStarted it) {
        return new RefundFailed(
                it.paymentId(),
                it.reference(),
                it.refundId(),
                it.transaction(),
                it.amount(),
                TOO_MUCH,
                null);
    }
}
