package souk.payment.command;

import souk.kernel.Money;
import souk.payment.PaymentEvent;
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
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.RefundId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A payment after some events: never changed, and the same whatever came first.
 *
 * @param ended whether nobody is to pay any more
 * @param declines the latest notices that have told of one
 */
record PaymentState(
        PaymentId paymentId,
        String reference,
        Money amount,
        Instant payUntil,
        boolean ended,
        List<PayPage> pages,
        List<Capture> captures,
        List<Refund> refunds,
        List<Dispute> disputes,
        List<String> declines) {

    static PaymentState of(PaymentRequested requested) {
        return new PaymentState(
                requested.paymentId(),
                requested.reference(),
                requested.amount(),
                requested.payUntil(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    PaymentState after(PaymentEvent event) {
        var next = new Draft(this);
        switch (event) {
            case PaymentRequested requested -> {
                return of(requested);
            }
            case SessionOpened opened -> next.pages.put(PayPage.of(opened));
            case SessionExpired expired ->
                    page(expired.session()).ifPresent(it -> next.pages.put(it.closed()));
            case PaymentDeclined declined -> next.decline(declined);
            case MoneyCaptured captured -> next.captures.put(Capture.of(captured));
            case PaymentExpired _ -> next.ended = true;
            case RefundStarted started ->
                    next.refunds.put(
                            refund(started.refundId())
                                    .map(Refund::again)
                                    .orElseGet(() -> Refund.of(started)));
            case RefundSucceeded succeeded ->
                    refund(succeeded.refundId())
                            .ifPresent(it -> next.refunds.put(it.done(succeeded.providerRefund())));
            case RefundFailed failed ->
                    refund(failed.refundId())
                            .ifPresent(it -> next.refunds.put(it.failed(failed.reason())));
            case RefundedElsewhere elsewhere ->
                    capture(elsewhere.transaction())
                            .ifPresent(it -> next.captures.put(it.with(elsewhere)));
            case RefundElsewhereFailed failed ->
                    capture(failed.transaction())
                            .ifPresent(it -> next.captures.put(it.without(failed.refundId())));
            case DisputeOpened opened -> next.disputes.put(new Dispute(opened.dispute(), true));
            case DisputeClosed closed -> next.disputes.put(new Dispute(closed.dispute(), false));
        }
        return next.done();
    }

    PaymentStatus status() {
        return status(ended);
    }

    private PaymentStatus status(boolean over) {
        return PaymentStatus.of(amount, captured(), refunded(), over);
    }

    /** Whether what was asked for has come, in one, wherever it is by now. Nothing else will do. */
    boolean isPaid() {
        return captures.stream().map(Capture::amount).anyMatch(amount::equals);
    }

    Money captured() {
        return captures.stream().map(Capture::amount).reduce(zero(), Money::plus);
    }

    Money refunded() {
        Money elsewhere = captures.stream().map(Capture::elsewhere).reduce(zero(), Money::plus);
        return refunds.stream()
                .filter(Refund::isDone)
                .map(Refund::amount)
                .reduce(elsewhere, Money::plus);
    }

    /** What of a transaction is neither given back nor promised to be. */
    Money refundable(Capture capture) {
        return refunds.stream()
                .filter(it -> it.isOf(capture) && !it.hasFailed())
                .map(Refund::amount)
                .reduce(capture.amount().minus(capture.elsewhere()), Money::minus);
    }

    Optional<PayPage> page(String session) {
        return pages.stream().filter(it -> it.session().equals(session)).findFirst();
    }

    /** The page to pay on, if there is one that is not known to be over. */
    Optional<PayPage> openPage() {
        return pages.isEmpty()
                ? Optional.empty()
                : Optional.of(pages.getLast()).filter(it -> !it.over());
    }

    Optional<Capture> capture(String transaction) {
        return captures.stream().filter(it -> it.transaction().equals(transaction)).findFirst();
    }

    Optional<Refund> refund(RefundId refundId) {
        return refunds.stream().filter(it -> it.id().equals(refundId)).findFirst();
    }

    boolean isDisputed() {
        return disputes.stream().anyMatch(Dispute::open);
    }

    /** Whoever comes too late is told so, also where nobody has ended it yet. */
    PaymentView view(Instant now, long version) {
        Optional<PayPage> page =
                openPage()
                        .filter(_ -> !ended && !isPaid())
                        .filter(it -> now.isBefore(it.expiresAt()));
        return new PaymentView(
                paymentId,
                reference,
                status(ended || !now.isBefore(payUntil)),
                amount,
                captured(),
                refunded(),
                page.map(PayPage::url).orElse(null),
                page.map(PayPage::expiresAt).orElse(null),
                refunds.stream().map(Refund::view).toList(),
                isDisputed(),
                version);
    }

    Money zero() {
        return Money.zero(amount.currency());
    }
}
