package souk.payment.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.payment.command.PaymentExamples.CAPTURED;
import static souk.payment.command.PaymentExamples.EXPIRED;
import static souk.payment.command.PaymentExamples.OPENED;
import static souk.payment.command.PaymentExamples.ORDER;
import static souk.payment.command.PaymentExamples.PAGE;
import static souk.payment.command.PaymentExamples.PAYMENT;
import static souk.payment.command.PaymentExamples.PAY_UNTIL;
import static souk.payment.command.PaymentExamples.REQUESTED;
import static souk.payment.command.PaymentExamples.captured;
import static souk.payment.command.PaymentExamples.eur;
import static souk.payment.command.PaymentExamples.sessionExpired;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import souk.kernel.Rejection;
import souk.payment.PaymentEvent.SessionOpened;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.MoneyOnItsWay;
import souk.payment.PaymentRejection.ProviderRefused;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.command.PaymentProvider.Closing;
import souk.platform.command.TestGlances;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** When the time to pay is over: who is waited for, and who is not. */
class AwaitedPaymentsTest {

    private static final Duration DAY = Duration.ofDays(1);

    /** As an order does it. */
    private record GiveUp(@TargetAggregateIdentifier PaymentId payment) {}

    private final class Order {
        @CommandHandler
        void decide(GiveUp command) {
            payments.lastCall(command.payment(), now).mustBeOver();
        }
    }

    private final ScriptedProvider provider = new ScriptedProvider();
    private final GiveUp giveUp = new GiveUp(PAYMENT);
    private AggregateTestFixture<Payment> payment;
    private AwaitedPayments payments;
    private Instant now = PAY_UNTIL;

    @BeforeEach
    void is_waited_for() {
        payment = new AggregateTestFixture<>(Payment.class);
        var stored =
                new StoredPayments(
                        new Provided<>(payment::getRepository),
                        new Provided<>(payment::getEventStore),
                        TestGlances.at(new Provided<>(payment::getEventStore)),
                        new Provided<>(KeptErrands::new),
                        Clock.fixed(now, ZoneOffset.UTC));
        payments = new AwaitedPayments(stored, provider);
        payment.registerAnnotatedCommandHandler(new Order());
    }

    private void isWaitedFor(Rejection because, Object... given) {
        assertThat(because.retryable()).isTrue();
        payment.given(given).when(giveUp).expectNoEvents().expectExceptionDetails(because);
    }

    private void isNotWaitedFor(Object... given) {
        payment.given(given).when(giveUp).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void move_the_amounts_that_the_provider_moves() {
        provider.charges = new Charges(10, 50, 10_000);

        assertThat(payments.charges(eur(1).currency())).isEqualTo(new Charges(10, 50, 10_000));
    }

    @Test
    void closes_the_page_so_that_nobody_can_pay() {
        payment.given(REQUESTED, OPENED).when(giveUp).expectEvents(sessionExpired(null));
        assertThat(provider.asked).containsExactly(PAGE.session());
    }

    @Test
    void closes_it_also_where_the_payment_has_ended_before() {
        payment.given(REQUESTED, OPENED, EXPIRED).when(giveUp).expectEvents(sessionExpired(null));
    }

    @Test
    void waits_where_somebody_has_paid_however_long_ago() {
        provider.closing = Closing.PAID;
        isWaitedFor(new MoneyOnItsWay(PAYMENT), REQUESTED, OPENED);
        now = PAY_UNTIL.plus(DAY.multipliedBy(3));
        isWaitedFor(new MoneyOnItsWay(PAYMENT), REQUESTED, OPENED);
    }

    @Test
    void waits_for_money_that_the_order_has_not_been_told_of() {
        isWaitedFor(new MoneyOnItsWay(PAYMENT), REQUESTED, OPENED, CAPTURED);
        isWaitedFor(new MoneyOnItsWay(PAYMENT), REQUESTED, OPENED, CAPTURED, sessionExpired("evt"));
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void waits_for_no_other_amount_once_the_page_is_over() {
        isNotWaitedFor(REQUESTED, OPENED, captured("pi_1", 90, "evt"), sessionExpired("evt"));
    }

    @Test
    void waits_a_day_for_a_provider_who_does_not_answer() {
        provider.away = true;
        isWaitedFor(new ProviderUnavailable("scripted"), REQUESTED, OPENED);
        now = PAY_UNTIL.plus(DAY).minusMillis(1);
        isWaitedFor(new ProviderUnavailable("scripted"), REQUESTED, OPENED);
        now = PAY_UNTIL.plus(DAY);
        isNotWaitedFor(REQUESTED, OPENED);
    }

    @Test
    void does_not_wait_for_one_who_will_never_say() {
        provider.refuses = new ProviderRefused("scripted", "no such session");
        isNotWaitedFor(REQUESTED, OPENED);
    }

    @Test
    void does_not_ask_who_is_not_the_provider_any_more() {
        isNotWaitedFor(
                REQUESTED,
                new SessionOpened(PAYMENT, ORDER, "former", PAGE.session(), PAGE.url(), PAY_UNTIL));
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void asks_nobody_where_there_is_no_page() {
        isNotWaitedFor(REQUESTED);
        isNotWaitedFor(REQUESTED, OPENED, sessionExpired("evt"));
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void closes_nothing_while_there_is_time_to_pay() {
        now = PAY_UNTIL.minusMillis(1);
        isNotWaitedFor(REQUESTED, OPENED);
        assertThat(provider.asked).isEmpty();
    }
}
