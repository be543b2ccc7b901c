package souk.order.process;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

import souk.kernel.Published;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.ExpireOrder;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderId;
import souk.payment.PaymentCommand.EndPayment;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.RefundElsewhereFailed;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.PaymentId;
import souk.payment.ProviderCommand.ExecuteRefund;
import souk.platform.command.Errands;

/**
 * Carries news between an order and its payment, and calls time on the buyer. It lives as long as
 * the order waits for money, and remembers nothing but its deadline; news that come before, after
 * or again revive it for a moment. Whatever it asks for is done once, however often it asks.
 */
@Saga
@ProcessingGroup("order.payment")
@Published("order.PaymentSaga")
public class PaymentSaga {

    static final String TIME_TO_PAY = "time-to-pay";

    private static final String ORDER = "orderId";
    private static final String REFERENCE = "reference";
    private static final String ELSEWHERE = "failed at the payment provider";

    private @Nullable String deadline;

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    void on(OrderPlaced placed, DeadlineManager deadlines) {
        if (deadline == null) {
            deadline = deadlines.schedule(placed.payUntil(), TIME_TO_PAY, placed.orderId());
        }
    }

    @DeadlineHandler(deadlineName = TIME_TO_PAY)
    void timeIsUp(OrderId order, Errands errands) {
        deadline = null;
        // within the deadline's own transaction, which is not to last while others are decided
        errands.later(new ExpireOrder(order));
        endUnlessWaiting();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REFERENCE, keyName = ORDER)
    void on(MoneyCaptured captured, Errands errands) {
        if (isOurs(captured)) {
            errands.send(
                    new ConfirmPayment(
                            orderOf(captured),
                            captured.paymentId(),
                            captured.transaction(),
                            captured.amount()));
        }
        endUnlessWaiting();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    void on(OrderPaid paid, DeadlineManager deadlines) {
        stopWaiting(deadlines);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    void on(OrderCancelled cancelled, DeadlineManager deadlines, Errands errands) {
        errands.send(new EndPayment(PaymentId.of(cancelled.orderId().value())));
        stopWaiting(deadlines);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    void on(PaymentRefused refused, Errands errands) {
        errands.send(
                new RefundPayment(
                        refused.paymentId(),
                        refused.refundId(),
                        refused.transaction(),
                        refused.amount(),
                        refused.why().name()));
        endUnlessWaiting();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    void on(RefundRequested requested, Errands errands) {
        errands.send(
                new RefundPayment(
                        requested.paymentId(),
                        requested.refundId(),
                        requested.transaction(),
                        requested.amount(),
                        requested.reason()));
        endUnlessWaiting();
    }

    // the provider is asked apart, since he may take his time
    @StartSaga
    @SagaEventHandler(associationProperty = REFERENCE, keyName = ORDER)
    void on(RefundStarted started, Errands errands) {
        if (isOurs(started)) {
            errands.later(new ExecuteRefund(started.paymentId(), started.refundId()));
        }
        endUnlessWaiting();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REFERENCE, keyName = ORDER)
    void on(RefundSucceeded refunded, @SequenceNumber long version, Errands errands) {
        if (isOurs(refunded)) {
            errands.send(
                    new ConfirmRefund(
                            orderOf(refunded),
                            refunded.refundId(),
                            refunded.transaction(),
                            refunded.amount(),
                            version));
        }
        endUnlessWaiting();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REFERENCE, keyName = ORDER)
    void on(RefundFailed failed, @SequenceNumber long version, Errands errands) {
        if (isOurs(failed)) {
            errands.send(
                    new RejectRefund(orderOf(failed), failed.refundId(), failed.reason(), version));
        }
        endUnlessWaiting();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REFERENCE, keyName = ORDER)
    void on(RefundedElsewhere refunded, @SequenceNumber long version, Errands errands) {
        if (isOurs(refunded)) {
            errands.send(
                    new ConfirmRefund(
                            orderOf(refunded),
                            refunded.refundId(),
                            refunded.transaction(),
                            refunded.amount(),
                            version));
        }
        endUnlessWaiting();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REFERENCE, keyName = ORDER)
    void on(RefundElsewhereFailed failed, @SequenceNumber long version, Errands errands) {
        if (isOurs(failed)) {
            errands.send(new RejectRefund(orderOf(failed), failed.refundId(), ELSEWHERE, version));
        }
        endUnlessWaiting();
    }

    // others may have things to be paid, too
    private static boolean isOurs(PaymentEvent event) {
        return event.reference().startsWith(OrderId.PREFIX);
    }

    private static OrderId orderOf(PaymentEvent event) {
        return new OrderId(event.reference());
    }

    private void stopWaiting(DeadlineManager deadlines) {
        if (deadline != null) {
            deadlines.cancelSchedule(TIME_TO_PAY, deadline);
            deadline = null;
        }
        SagaLifecycle.end();
    }

    private void endUnlessWaiting() {
        if (deadline == null) {
            SagaLifecycle.end();
        }
    }
}
