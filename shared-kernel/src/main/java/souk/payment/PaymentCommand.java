package souk.payment;

import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import souk.kernel.Money;

/** Everything that can be asked of payments from outside. Carried out twice, each is done once. */
public sealed interface PaymentCommand {

    /**
     * Opens a page to pay on at the provider's, or answers with the one that is open already:
     * {@link PaymentView}.
     */
    record OpenSession(@RoutingKey PaymentId paymentId) implements PaymentCommand {}

    /** Nobody is to pay any more. Nothing happens where nobody was asked to. */
    record EndPayment(@TargetAggregateIdentifier PaymentId paymentId) implements PaymentCommand {}

    /**
     * Gives back money of one transaction, or, where none is named, of what was captured first.
     * What is too much has failed at once. Answered with the {@link PaymentView}.
     */
    record RefundPayment(
            @TargetAggregateIdentifier PaymentId paymentId,
            RefundId refundId,
            @Nullable String transaction,
            Money amount,
            String reason)
            implements PaymentCommand {}

    /**
     * Has a refund tried again that has failed, and the provider asked again about one that has not
     * ended. Answered with the {@link PaymentView}.
     */
    record RetryRefund(@TargetAggregateIdentifier PaymentId paymentId, RefundId refundId)
            implements PaymentCommand {}

    /**
     * What a provider has told us, as he wrote it: the caller has checked that it was him. Answered
     * with a {@link NoticeOutcome}.
     *
     * @param notice the provider's name for this message
     * @param object what it is about: notices about one object share it
     */
    record ReceiveNotice(@RoutingKey String object, String notice, String body)
            implements PaymentCommand {}
}
