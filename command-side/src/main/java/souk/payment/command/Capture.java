package souk.payment.command;

import souk.kernel.Money;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.RefundId;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Money of a buyer that has come in.
 *
 * @param elsewhere what somebody gave back of it without asking us
 */
record Capture(String transaction, Money amount, List<Elsewhere> elsewhere) implements Keyed {

    /** One refund that was not ours. */
    record Elsewhere(RefundId refund, Money amount) {}

    static Capture of(MoneyCaptured captured) {
        return new Capture(captured.transaction(), captured.amount(), List.of());
    }

    Capture with(RefundedElsewhere given) {
        var next = new Elsewhere(given.refundId(), given.amount());
        return new Capture(
                transaction, amount, Stream.concat(elsewhere.stream(), Stream.of(next)).toList());
    }

    Capture without(RefundId failed) {
        return new Capture(
                transaction,
                amount,
                elsewhere.stream().filter(it -> !it.refund().equals(failed)).toList());
    }

    Optional<Elsewhere> elsewhere(RefundId refund) {
        return elsewhere.stream().filter(it -> it.refund().equals(refund)).findFirst();
    }

    Money givenBackElsewhere() {
        return elsewhere.stream()
                .map(Elsewhere::amount)
                .reduce(Money.zero(amount.currency()), Money::plus);
    }

    @Override
    public Object key() {
        return transaction;
    }
}
