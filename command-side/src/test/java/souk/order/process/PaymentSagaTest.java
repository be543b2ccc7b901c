package souk.order.process;

import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.FixtureConfiguration;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.kernel.Money;
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
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.RefundElsewhereFailed;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.PaymentId;
import souk.payment.ProviderCommand.ExecuteRefund;
import souk.payment.RefundId;
import souk.platform.command.Errands;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Every arrow between an order and its payment: on time, late, and again. */
class PaymentSagaTest {

    private static final String ID = "01hzy00000000000000000000a";
    private static final OrderNews NEWS = OrderNews.of(ID);
    private static final OrderId ORDER = NEWS.order();
    private static final PaymentId PAYMENT = NEWS.payment();
    private static final RefundId REFUND = new RefundId("ref_" + ID);
    private static final Money TOTAL = OrderNews.TOTAL;
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(30);

    private static final OrderPlaced PLACED = NEWS.placed(NOW.plus(TIME_TO_PAY));
    private static final MoneyCaptured CAPTURED = NEWS.captured();
    private static final ConfirmPayment CONFIRM = new ConfirmPayment(ORDER, PAYMENT, "tx_1", TOTAL);
    private static final OrderPaid PAID = NEWS.paid();
    private static final OrderCancelled CANCELLED =
            new OrderCancelled(ORDER, OrderCancelled.Cause.NOT_PAID_IN_TIME, null);
    private static final PaymentRefused REFUSED =
            new PaymentRefused(ORDER, PAYMENT, "tx_1", TOTAL, REFUND, PaymentRefused.Why.CANCELLED);
    private static final RefundRequested REQUESTED =
            new RefundRequested(ORDER, REFUND, PAYMENT, "tx_1", TOTAL, List.of(), "broken", false);
    private static final RefundStarted STARTED =
            new RefundStarted(PAYMENT, ORDER.value(), REFUND, "tx_1", TOTAL, "broken");
    private static final RefundSucceeded REFUNDED =
            new RefundSucceeded(PAYMENT, ORDER.value(), REFUND, "tx_1", TOTAL, "re_1", null);
    private static final RefundFailed FAILED =
            new RefundFailed(PAYMENT, ORDER.value(), REFUND, "tx_1", TOTAL, "closed", null);
    private static final RefundedElsewhere ELSEWHERE =
            new RefundedElsewhere(PAYMENT, ORDER.value(), REFUND, "tx_1", TOTAL, "re_9", "evt_9");
    private static final EndPayment END = new EndPayment(PAYMENT);

    private final FixtureConfiguration saga = fixture();

    private static FixtureConfiguration fixture() {
        var fixture = new SagaTestFixture<>(PaymentSaga.class);
        fixture.registerCommandGateway(Errands.class);
        return fixture;
    }

    private ContinuedGivenState placed() throws Exception {
        return saga.givenCurrentTime(NOW).andThenAPublished(PLACED);
    }

    @Nested
    class WaitingForMoney {

        @Test
        void begins_when_an_order_is_placed() throws Exception {
            saga.givenCurrentTime(NOW)
                    .whenPublishingA(PLACED)
                    .expectActiveSagas(1)
                    .expectScheduledDeadline(TIME_TO_PAY, ORDER)
                    .expectNoDispatchedCommands();
        }

        @Test
        void begins_once() throws Exception {
            placed().whenPublishingA(PLACED)
                    .expectActiveSagas(1)
                    .expectScheduledDeadline(TIME_TO_PAY, ORDER);
        }

        @Test
        void tells_the_order_of_money() throws Exception {
            placed().whenPublishingA(CAPTURED)
                    .expectActiveSagas(1)
                    .expectDispatchedCommands(CONFIRM);
        }

        @Test
        void ends_when_the_order_is_paid() throws Exception {
            placed().andThenAPublished(CAPTURED)
                    .whenPublishingA(PAID)
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines()
                    .expectNoDispatchedCommands();
        }

        @Test
        void goes_on_while_money_is_not_what_the_order_waits_for() throws Exception {
            placed().andThenAPublished(CAPTURED)
                    .whenPublishingA(REFUSED)
                    .expectActiveSagas(1)
                    .expectScheduledDeadline(TIME_TO_PAY, ORDER)
                    .expectDispatchedCommands(
                            new RefundPayment(PAYMENT, REFUND, "tx_1", TOTAL, "CANCELLED"));
        }

        @Test
        void ends_with_the_payment_when_the_order_is_cancelled() throws Exception {
            placed().whenPublishingA(CANCELLED)
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines()
                    .expectDispatchedCommands(END);
        }

        @Test
        void ends_when_the_time_is_up() throws Exception {
            placed().whenTimeElapses(TIME_TO_PAY)
                    .expectActiveSagas(0)
                    .expectTriggeredDeadlines(ORDER)
                    .expectDispatchedCommands(new ExpireOrder(ORDER));
        }

        @Test
        void is_not_disturbed_before_the_time_is_up() throws Exception {
            placed().whenTimeElapses(TIME_TO_PAY.minusSeconds(1))
                    .expectActiveSagas(1)
                    .expectNoDispatchedCommands();
        }
    }

    @Nested
    class OnceThatIsOver {

        private ContinuedGivenState expired() throws Exception {
            return placed().andThenTimeElapses(TIME_TO_PAY);
        }

        private ContinuedGivenState paid() throws Exception {
            return placed().andThenAPublished(PAID);
        }

        @Test
        void the_cancelled_order_ends_its_payment() throws Exception {
            expired().whenPublishingA(CANCELLED).expectActiveSagas(0).expectDispatchedCommands(END);
        }

        @Test
        void late_money_is_told_of() throws Exception {
            expired()
                    .andThenAPublished(CANCELLED)
                    .whenPublishingA(CAPTURED)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(CONFIRM);
        }

        @Test
        void late_money_goes_back() throws Exception {
            expired()
                    .andThenAPublished(CANCELLED)
                    .andThenAPublished(CAPTURED)
                    .whenPublishingA(REFUSED)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(
                            new RefundPayment(PAYMENT, REFUND, "tx_1", TOTAL, "CANCELLED"));
        }

        @Test
        void money_told_of_again_is_told_again() throws Exception {
            paid().whenPublishingA(CAPTURED).expectActiveSagas(0).expectDispatchedCommands(CONFIRM);
        }

        @Test
        void a_paid_order_told_of_again_changes_nothing() throws Exception {
            paid().whenPublishingA(PAID).expectActiveSagas(0).expectNoDispatchedCommands();
        }

        @Test
        void a_refund_is_asked_of_the_payment() throws Exception {
            paid().whenPublishingA(REQUESTED)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(
                            new RefundPayment(PAYMENT, REFUND, "tx_1", TOTAL, "broken"));
        }

        @Test
        void a_paid_order_that_is_cancelled_ends_its_payment_and_gives_back() throws Exception {
            paid().andThenAPublished(CANCELLED)
                    .whenPublishingA(REQUESTED)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(
                            new RefundPayment(PAYMENT, REFUND, "tx_1", TOTAL, "broken"));
        }

        @Test
        void a_refund_is_executed() throws Exception {
            paid().whenPublishingA(STARTED)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(new ExecuteRefund(PAYMENT, REFUND));
        }

        @Test
        void the_order_learns_of_a_refund() throws Exception {
            paid().andThenAggregate(PAYMENT.value())
                    .published(STARTED)
                    .whenAggregate(PAYMENT.value())
                    .publishes(REFUNDED)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(new ConfirmRefund(ORDER, REFUND, "tx_1", TOTAL, 1));
        }

        @Test
        void the_order_learns_that_a_refund_has_failed() throws Exception {
            paid().andThenAggregate(PAYMENT.value())
                    .published(STARTED, REFUNDED)
                    .whenAggregate(PAYMENT.value())
                    .publishes(FAILED)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(new RejectRefund(ORDER, REFUND, "closed", 2));
        }

        @Test
        void the_order_learns_of_a_refund_that_nobody_here_has_asked_for() throws Exception {
            paid().whenAggregate(PAYMENT.value())
                    .publishes(ELSEWHERE)
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(new ConfirmRefund(ORDER, REFUND, "tx_1", TOTAL, 0));
        }

        @Test
        void the_order_learns_that_such_a_refund_has_failed() throws Exception {
            paid().andThenAggregate(PAYMENT.value())
                    .published(ELSEWHERE)
                    .whenAggregate(PAYMENT.value())
                    .publishes(
                            new RefundElsewhereFailed(
                                    PAYMENT, ORDER.value(), REFUND, "tx_1", TOTAL, "evt_10"))
                    .expectActiveSagas(0)
                    .expectDispatchedCommands(
                            new RejectRefund(ORDER, REFUND, "failed at the payment provider", 1));
        }
    }

    @Test
    void money_that_is_not_for_an_order_is_nobodys_business() throws Exception {
        saga.givenCurrentTime(NOW)
                .whenPublishingA(
                        new MoneyCaptured(
                                new PaymentId("pay_" + ID), "auc_" + ID, "tx_1", TOTAL, null))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }
}
