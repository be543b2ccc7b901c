package souk.payment.command;

import com.fasterxml.jackson.annotation.JsonProperty;

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
 * @param others what somebody gave back of it without asking us
 */
record Capture(String transaction, Money amount, List<Elsewhere> others) implements Keyed {

    /** One refund that was not ours. */
    record Elsewhere(RefundId refund, Money amount) {}

    static Capture of(MoneyCaptured captured) {
        return new Capture(captured.transaction(), captured.amount(), List.of());
    }

    Capture with(RefundedElsewhere given) {
        var next = new Elsewhere(given.refundId(), given.amount());
        return new Capture(
                transaction, amount, Stream.concat(others.stream(), Stream.of(next)).toList());
    }

    Capture without(RefundId failed) {
        return new Capture(
                transaction,
                amount,
                others.stream().filter(it -> !it.refund().equals(failed)).toList());
    }

    Optional<Elsewhere> other(RefundId refund) {
        return others.stream().filter(it -> it.refund().equals(refund)).findFirst();
    }

    /** All of that together, as auditors know it. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    Money elsewhere() {
        return others.stream()
                .map(Elsewhere::amount)
                .reduce(Money.zero(amount.currency()), Money::plus);
    }

    @Override
    public Object key() {
        return transaction;
    }
}
