package souk.payment.command;

import souk.kernel.Money;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent.DisputeClosed;
import souk.payment.PaymentEvent.DisputeOpened;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.PaymentDeclined;
import souk.payment.PaymentEvent.PaymentExpired;
import souk.payment.PaymentEvent.PaymentRequested;
import souk.payment.PaymentEvent.RefundElsewhereFailed;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.PaymentEvent.SessionExpired;
import souk.payment.PaymentEvent.SessionOpened;
import souk.payment.PaymentId;
import souk.payment.RefundId;
import souk.payment.command.PaymentProvider.Page;

import java.time.Instant;
import java.util.Currency;

/** A payment of a hundred euros, and what can happen to it. */
final class PaymentExamples {

    static final Currency EUR = Currency.getInstance("EUR");
    static final String ORDER = "ord_01hzy00000000000000000000a";
    static final PaymentId PAYMENT = PaymentId.of(ORDER);
    static final PaymentId OTHER = new PaymentId("pay_01hzy00000000000000000000b");
    static final RefundId REFUND = new RefundId("ref_01hzy00000000000000000000a");
    static final RefundId SECOND_REFUND = new RefundId("ref_01hzy00000000000000000000b");
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Instant PAY_UNTIL = NOON.plusSeconds(1_800);
    static final Page PAGE = new Page("cs_1", "https://pay.example/cs_1", PAY_UNTIL);

    static final PaymentRequested REQUESTED =
            new PaymentRequested(PAYMENT, ORDER, eur(100), PAY_UNTIL);
    static final SessionOpened OPENED =
            new SessionOpened(
                    PAYMENT, ORDER, "scripted", PAGE.session(), PAGE.url(), PAGE.expiresAt());
    static final MoneyCaptured CAPTURED = captured("pi_1", 100, "evt_paid");
    static final PaymentExpired EXPIRED = new PaymentExpired(PAYMENT, ORDER);

    private PaymentExamples() {}

    static Money eur(long amount) {
        return new Money(amount, EUR);
    }

    static SessionExpired sessionExpired(String notice) {
        return new SessionExpired(PAYMENT, ORDER, PAGE.session(), notice);
    }

    static MoneyCaptured captured(String transaction, long amount, String notice) {
        return new MoneyCaptured(PAYMENT, ORDER, transaction, eur(amount), notice);
    }

    static PaymentDeclined declined(String notice) {
        return new PaymentDeclined(PAYMENT, ORDER, "pi_1", "insufficient_funds", notice);
    }

    static RefundPayment refund(long amount) {
        return new RefundPayment(PAYMENT, REFUND, null, eur(amount), "broken");
    }

    static RefundStarted started(RefundId refund, long amount) {
        return new RefundStarted(PAYMENT, ORDER, refund, "pi_1", eur(amount), "broken");
    }

    static RefundSucceeded succeeded(RefundId refund, long amount, String notice) {
        return new RefundSucceeded(PAYMENT, ORDER, refund, "pi_1", eur(amount), "re_1", notice);
    }

    static RefundFailed failed(RefundId refund, long amount, String notice) {
        return new RefundFailed(PAYMENT, ORDER, refund, "pi_1", eur(amount), "card_closed", notice);
    }

    /** One of somebody else's. */
    static Notice.Gone gone(String providerRefund, long amount) {
        return new Notice.Gone(providerRefund, null, eur(amount));
    }

    static RefundedElsewhere elsewhere(String providerRefund, long amount, String notice) {
        return new RefundedElsewhere(
                PAYMENT,
                ORDER,
                OthersRefunds.nameOf(providerRefund),
                "pi_1",
                eur(amount),
                providerRefund,
                notice);
    }

    static RefundedElsewhere elsewhere(long amount, String notice) {
        return elsewhere("re_9", amount, notice);
    }

    static RefundElsewhereFailed failedElsewhere(
            String providerRefund, long amount, String notice) {
        return new RefundElsewhereFailed(
                PAYMENT, ORDER, OthersRefunds.nameOf(providerRefund), "pi_1", eur(amount), notice);
    }

    static DisputeOpened disputed(String notice) {
        return new DisputeOpened(PAYMENT, ORDER, "dp_1", "pi_1", eur(100), "fraudulent", notice);
    }

    static DisputeClosed settled(boolean won, String notice) {
        return new DisputeClosed(PAYMENT, ORDER, "dp_1", won, notice);
    }
}
