package souk.payment.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

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
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.Instant;
import java.util.Objects;

/** How far each payment has got. */
@Projection(processingGroup = "payment.view")
class PaymentProjection {

    private final Table<PaymentRow, String> payments;
    private final Table<RefundRow, RefundRow.Key> refunds;

    PaymentProjection(Tables tables) {
        payments = tables.of(PaymentRow.class, String.class);
        refunds = tables.of(RefundRow.class, RefundRow.Key.class);
    }

    @EventHandler
    void on(PaymentEvent event, @Timestamp Instant at, @SequenceNumber long version) {
        String id = event.paymentId().value();
        if (event instanceof PaymentRequested requested) {
            payments.insert(new PaymentRow(id, requested.reference(), requested.amount(), at));
        }
        payments.change(
                id,
                payment -> {
                    payment.version = version;
                    change(payment, event);
                    payment.settle();
                });
    }

    private void change(PaymentRow payment, PaymentEvent event) {
        switch (event) {
            case PaymentRequested _, PaymentDeclined _ -> {}
            case SessionOpened opened ->
                    payment.open(opened.session(), opened.checkoutUrl(), opened.expiresAt());
            case SessionExpired expired -> {
                // another may have been opened since
                if (Objects.equals(payment.session, expired.session())) {
                    payment.close();
                }
            }
            case MoneyCaptured captured -> {
                payment.captured += captured.amount().amount();
                payment.close();
            }
            case PaymentExpired _ -> {
                payment.expired = true;
                payment.close();
            }
            case RefundStarted started -> start(payment, started);
            case RefundSucceeded succeeded -> {
                payment.refunded += succeeded.amount().amount();
                become(payment, succeeded.refundId(), RefundStatus.SUCCEEDED, null);
            }
            case RefundFailed failed -> fail(payment, failed);
            case RefundedElsewhere elsewhere -> payment.refunded += elsewhere.amount().amount();
            case RefundElsewhereFailed failed -> payment.refunded -= failed.amount().amount();
            case DisputeOpened _ -> payment.openDisputes++;
            case DisputeClosed _ -> payment.openDisputes--;
        }
    }

    // one that has failed starts anew when it is tried again
    private void start(PaymentRow payment, RefundStarted started) {
        var key = new RefundRow.Key(payment.paymentId, started.refundId().value());
        if (refunds.find(key).isEmpty()) {
            refunds.insert(
                    new RefundRow(
                            key, payment.version, started.amount().amount(), started.reason()));
        } else {
            become(payment, started.refundId(), RefundStatus.PENDING, null);
        }
    }

    // banks change their minds: what had gone back may be ours again
    private void fail(PaymentRow payment, RefundFailed failed) {
        var key = new RefundRow.Key(payment.paymentId, failed.refundId().value());
        RefundRow row = refunds.find(key).orElse(null);
        if (row == null) {
            refunds.insert(
                    new RefundRow(key, payment.version, failed.amount().amount(), failed.reason()));
        } else if (row.status == RefundStatus.SUCCEEDED) {
            payment.refunded -= row.amount;
        }
        become(payment, failed.refundId(), RefundStatus.FAILED, failed.reason());
    }

    private void become(
            PaymentRow payment, RefundId refund, RefundStatus reached, @Nullable String problem) {
        refunds.change(
                new RefundRow.Key(payment.paymentId, refund.value()),
                row -> {
                    payment.failedRefunds +=
                            count(reached == RefundStatus.FAILED)
                                    - count(row.status == RefundStatus.FAILED);
                    row.become(reached, problem);
                });
    }

    private static int count(boolean failed) {
        return failed ? 1 : 0;
    }
}
