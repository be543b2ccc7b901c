package souk.payment.command;

import static souk.payment.command.PaymentExamples.CAPTURED;
import static souk.payment.command.PaymentExamples.OPENED;
import static souk.payment.command.PaymentExamples.ORDER;
import static souk.payment.command.PaymentExamples.PAYMENT;
import static souk.payment.command.PaymentExamples.REFUND;
import static souk.payment.command.PaymentExamples.REQUESTED;
import static souk.payment.command.PaymentExamples.SECOND_REFUND;
import static souk.payment.command.PaymentExamples.captured;
import static souk.payment.command.PaymentExamples.elsewhere;
import static souk.payment.command.PaymentExamples.eur;
import static souk.payment.command.PaymentExamples.failed;
import static souk.payment.command.PaymentExamples.refund;
import static souk.payment.command.PaymentExamples.started;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.kernel.Money;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.PaymentView.RefundStatus;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;

class PaymentTest {

    private FixtureConfiguration<Payment> payment;

    @BeforeEach
    void fixture() {
        payment = new AggregateTestFixture<>(Payment.class);
        payment.registerInjectableResource(Clock.fixed(PaymentExamples.NOON, ZoneOffset.UTC));
    }

    @Nested
    class Refunding_a_payment {

        @Test
        void starts_to_give_back_what_was_captured() {
            payment.given(REQUESTED, OPENED, CAPTURED)
                    .when(refund(30))
                    .expectEvents(started(REFUND, 30))
                    .expectResultMessagePayload(
                            new PaymentView(
                                    PAYMENT,
                                    ORDER,
                                    PaymentStatus.PAID,
                                    eur(100),
                                    eur(100),
                                    eur(0),
                                    null,
                                    null,
                                    List.of(
                                            new PaymentView.Refund(
                                                    REFUND,
                                                    eur(30),
                                                    RefundStatus.PENDING,
                                                    "broken",
                                                    null)),
                                    false,
                                    3));
        }

        @Test
        void twice_is_once() {
            payment.given(REQUESTED, CAPTURED, started(REFUND, 30))
                    .when(refund(30))
                    .expectNoEvents();
        }

        @Test
        void takes_the_transaction_that_is_named() {
            var second = new RefundPayment(PAYMENT, REFUND, "pi_2", eur(100), "paid twice");
            payment.given(REQUESTED, CAPTURED, captured("pi_2", 100, "evt_again"))
                    .when(second)
                    .expectEvents(
                            new RefundStarted(
                                    PAYMENT, ORDER, REFUND, "pi_2", eur(100), "paid twice"));
        }

        @Test
        void otherwise_takes_what_came_first_and_is_enough() {
            payment.given(REQUESTED, captured("pi_0", 20, "evt_0"), CAPTURED)
                    .when(refund(30))
                    .expectEvents(started(REFUND, 30));
        }

        private void failsAtOnce(RefundPayment command, String transaction, Object... given) {
            payment.given(given)
                    .when(command)
                    .expectEvents(
                            new RefundStarted(
                                    PAYMENT,
                                    ORDER,
                                    REFUND,
                                    transaction,
                                    command.amount(),
                                    command.reason()),
                            new RefundFailed(
                                    PAYMENT,
                                    ORDER,
                                    REFUND,
                                    transaction,
                                    command.amount(),
                                    "more_than_is_left",
                                    null));
        }

        @Test
        void of_more_than_is_left_fails_at_once() {
            failsAtOnce(refund(101), "pi_1", REQUESTED, CAPTURED);
            failsAtOnce(refund(71), "pi_1", REQUESTED, CAPTURED, started(SECOND_REFUND, 30));
            failsAtOnce(refund(61), "pi_1", REQUESTED, CAPTURED, elsewhere(40, "evt"));
        }

        @Test
        void of_what_never_came_fails_at_once() {
            failsAtOnce(refund(1), "none", REQUESTED, OPENED);
            failsAtOnce(
                    new RefundPayment(PAYMENT, REFUND, "pi_9", eur(1), "unknown"),
                    "pi_9",
                    REQUESTED,
                    CAPTURED);
        }

        @Test
        void of_nothing_fails_at_once() {
            failsAtOnce(refund(0), "pi_1", REQUESTED, CAPTURED);
        }

        @Test
        void in_another_currency_fails_at_once() {
            var yen = new Money(1, Currency.getInstance("JPY"));
            failsAtOnce(
                    new RefundPayment(PAYMENT, REFUND, null, yen, "broken"),
                    "pi_1",
                    REQUESTED,
                    CAPTURED);
        }

        @Test
        void that_was_too_much_twice_fails_once_and_takes_nothing_from_others() {
            Object[] given = {
                REQUESTED, CAPTURED, started(REFUND, 101), failed(REFUND, 101, "evt")
            };
            payment.given(given).when(refund(101)).expectNoEvents();
            payment.given(given)
                    .when(new RefundPayment(PAYMENT, SECOND_REFUND, null, eur(100), "broken"))
                    .expectEvents(started(SECOND_REFUND, 100));
        }

        @Test
        void can_use_again_what_could_not_be_given_back() {
            payment.given(
                            REQUESTED,
                            CAPTURED,
                            started(SECOND_REFUND, 90),
                            failed(SECOND_REFUND, 90, "evt"))
                    .when(refund(100))
                    .expectEvents(started(REFUND, 100));
        }
    }
}
