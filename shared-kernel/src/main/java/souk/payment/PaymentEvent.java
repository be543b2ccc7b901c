package souk.payment;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Secret;

import java.time.Instant;

/**
 * Everything that can happen to a payment. The reference is what is paid; a transaction is what the
 * provider calls one movement of the buyer's money; a notice is what he calls the message that told
 * us, absent where we asked.
 */
public sealed interface PaymentEvent {

    PaymentId paymentId();

    String reference();

    @Published("payment.PaymentRequested")
    record PaymentRequested(PaymentId paymentId, String reference, Money amount, Instant payUntil)
            implements PaymentEvent {}

    /** The provider shows the buyer a page to pay on. */
    @Published("payment.SessionOpened")
    record SessionOpened(
            PaymentId paymentId,
            String reference,
            String provider,
            String session,
            @Secret(always = true) String checkoutUrl,
            Instant expiresAt)
            implements PaymentEvent {}

    /** The page is gone; another may be opened as long as the payment is open. */
    @Published("payment.SessionExpired")
    record SessionExpired(
            PaymentId paymentId, String reference, String session, @Nullable String notice)
            implements PaymentEvent {}

    /** The buyer's bank said no. He may try again. */
    @Published("payment.PaymentDeclined")
    record PaymentDeclined(
            PaymentId paymentId,
            String reference,
            String transaction,
            String reason,
            @Nullable String notice)
            implements PaymentEvent {}

    /** Once for each transaction, whether it was expected or not: money is never overlooked. */
    @Published("payment.MoneyCaptured")
    record MoneyCaptured(
            PaymentId paymentId,
            String reference,
            String transaction,
            Money amount,
            @Nullable String notice)
            implements PaymentEvent {}

    /** What was to be paid is off. Money that arrives later is captured all the same. */
    @Published("payment.PaymentExpired")
    record PaymentExpired(PaymentId paymentId, String reference) implements PaymentEvent {}

    /** We owe the buyer; the provider is asked until he has done it, or says no. */
    @Published("payment.RefundStarted")
    record RefundStarted(
            PaymentId paymentId,
            String reference,
            RefundId refundId,
            String transaction,
            Money amount,
            String reason)
            implements PaymentEvent {}

    @Published("payment.RefundSucceeded")
    record RefundSucceeded(
            PaymentId paymentId,
            String reference,
            RefundId refundId,
            String transaction,
            Money amount,
            String providerRefund,
            @Nullable String notice)
            implements PaymentEvent {}

    /** The provider will not do it. An admin may have it tried again. */
    @Published("payment.RefundFailed")
    record RefundFailed(
            PaymentId paymentId,
            String reference,
            RefundId refundId,
            String transaction,
            Money amount,
            String reason,
            @Nullable String notice)
            implements PaymentEvent {}

    /** Somebody has given money back at the provider's, without asking us. */
    @Published("payment.RefundedElsewhere")
    @Revision("2")
    record RefundedElsewhere(
            PaymentId paymentId,
            String reference,
            RefundId refundId,
            String transaction,
            Money amount,
            @Nullable String providerRefund,
            @Nullable String notice)
            implements PaymentEvent {}

    /** What somebody gave back at the provider's has not reached the buyer: it is ours again. */
    @Published("payment.RefundElsewhereFailed")
    record RefundElsewhereFailed(
            PaymentId paymentId,
            String reference,
            RefundId refundId,
            String transaction,
            Money amount,
            @Nullable String notice)
            implements PaymentEvent {}

    /** The buyer wants his money back from his bank. */
    @Published("payment.DisputeOpened")
    record DisputeOpened(
            PaymentId paymentId,
            String reference,
            String dispute,
            String transaction,
            Money amount,
            String reason,
            @Nullable String notice)
            implements PaymentEvent {}

    @Published("payment.DisputeClosed")
    record DisputeClosed(
            PaymentId paymentId,
            String reference,
            String dispute,
            boolean won,
            @Nullable String notice)
            implements PaymentEvent {}
}
