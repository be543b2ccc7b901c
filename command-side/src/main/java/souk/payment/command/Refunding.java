package souk.payment.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentRejection.PaymentNotInState;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentRejection.RefundTooLarge;
import souk.payment.RefundId;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Money goes back, but never more than came, and what was asked for once goes back once. */
record Refunding(PaymentState state) {

    List<RefundStarted> asked(RefundPayment command) {
        return state.refund(command.refundId()).isPresent()
                ? List.of()
                : List.of(
                        new RefundStarted(
                                state.paymentId(),
                                state.reference(),
                                command.refundId(),
                                sourceOf(command).transaction(),
                                command.amount(),
                                command.reason()));
    }

    List<RefundStarted> retried(RefundId id) {
        Refund refund = mustOwe(id);
        if (refund.isDone()) {
            throw new Rejected(new PaymentNotInState(state.status()));
        }
        if (refund.isPending()) {
            return List.of();
        }
        Money left = state.refundable(state.capture(refund.transaction()).orElseThrow());
        if (refund.amount().amount() > left.amount()) {
            throw new Rejected(new RefundTooLarge(left));
        }
        return List.of(
                new RefundStarted(
                        state.paymentId(),
                        state.reference(),
                        id,
                        refund.transaction(),
                        refund.amount(),
                        refund.reason()));
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
    private Capture sourceOf(RefundPayment command) {
        Money wanted = command.amount();
        return captures(command)
                .filter(it -> wanted.currency().equals(it.amount().currency()))
                .filter(it -> wanted.amount() <= state.refundable(it).amount())
                .findFirst()
                .filter(_ -> wanted.amount() > 0)
                .orElseThrow(() -> new Rejected(new RefundTooLarge(most(command))));
    }

    private Money most(RefundPayment command) {
        return captures(command)
                .map(state::refundable)
                .max(Comparator.comparingLong(Money::amount))
                .orElse(state.zero());
    }

    private Stream<Capture> captures(RefundPayment command) {
        String named = command.transaction();
        return state.captures().stream()
                .filter(it -> named == null || it.transaction().equals(named));
    }
}
