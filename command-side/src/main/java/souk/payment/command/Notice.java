package souk.payment.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.payment.PaymentId;
import souk.payment.RefundId;

import java.util.List;

/** What a provider can tell us, in our words. A transaction is one movement of a buyer's money. */
public sealed interface Notice {

    /** Nothing that concerns us. */
    record Irrelevant() implements Notice {}

    /** One of those that are about a payment. */
    sealed interface OfPayment extends Notice {
        PaymentId payment();
    }

    /** Somebody has paid on a page. */
    record PagePaid(PaymentId payment, String session, String transaction, Money amount)
            implements OfPayment {}

    record PageOver(PaymentId payment, String session) implements OfPayment {}

    record Captured(PaymentId payment, String transaction, Money amount) implements OfPayment {}

    record Declined(PaymentId payment, String transaction, String reason) implements OfPayment {}

    /**
     * Money of a transaction has gone back, or has not after all. But a hint, since it tells of a
     * moment that may be long ago: the provider is asked what is so by now.
     */
    record MoneyMoved(PaymentId payment, String transaction) implements OfPayment {}

    /**
     * What of a transaction is back with the buyer or on its way, whoever wanted it: the answer to
     * a question.
     *
     * @param captured what had come in
     */
    record GivenBack(PaymentId payment, String transaction, Money captured, List<Gone> gone)
            implements OfPayment {}

    /**
     * A refund as the provider knows it.
     *
     * @param ours what we have called it, if it was we who asked for it
     */
    record Gone(String providerRefund, @Nullable RefundId ours, Money amount) {}

    /** A refund that we asked for has been carried out. */
    record RefundDone(PaymentId payment, RefundId refund, int attempt, String providerRefund)
            implements OfPayment {}

    record RefundRefused(PaymentId payment, RefundId refund, int attempt, String reason)
            implements OfPayment {}

    record Disputed(
            PaymentId payment, String dispute, String transaction, Money amount, String reason)
            implements OfPayment {}

    /** Tells all that the opening did, since it may come first. */
    record DisputeSettled(Disputed dispute, boolean won) implements OfPayment {
        @Override
        public PaymentId payment() {
            return dispute.payment();
        }
    }
}
