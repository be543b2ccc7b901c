package souk.payment.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.payment.command.PaymentExamples.CAPTURED;
import static souk.payment.command.PaymentExamples.EXPIRED;
import static souk.payment.command.PaymentExamples.NOON;
import static souk.payment.command.PaymentExamples.OPENED;
import static souk.payment.command.PaymentExamples.ORDER;
import static souk.payment.command.PaymentExamples.OTHER;
import static souk.payment.command.PaymentExamples.PAGE;
import static souk.payment.command.PaymentExamples.PAYMENT;
import static souk.payment.command.PaymentExamples.PAY_UNTIL;
import static souk.payment.command.PaymentExamples.REFUND;
import static souk.payment.command.PaymentExamples.REQUESTED;
import static souk.payment.command.PaymentExamples.SECOND_REFUND;
import static souk.payment.command.PaymentExamples.captured;
import static souk.payment.command.PaymentExamples.elsewhere;
import static souk.payment.command.PaymentExamples.eur;
import static souk.payment.command.PaymentExamples.failed;
import static souk.payment.command.PaymentExamples.failedElsewhere;
import static souk.payment.command.PaymentExamples.gone;
import static souk.payment.command.PaymentExamples.sessionExpired;
import static souk.payment.command.PaymentExamples.started;
import static souk.payment.command.PaymentExamples.succeeded;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.NoticeOutcome;
import souk.payment.PaymentCommand.EndPayment;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.PaymentCommand.RetryRefund;
import souk.payment.PaymentEvent.SessionOpened;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.PaymentRejection.PaymentNotFound;
import souk.payment.PaymentRejection.PaymentNotInState;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentRejection.RefundTooLarge;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.ProviderCommand.ExecuteRefund;
import souk.payment.ProviderCommand.ExpireSession;
import souk.payment.ProviderCommand.ReconcileProvider;
import souk.payment.command.PaymentProvider.Checkout;
import souk.payment.command.PaymentProvider.Closing;
import souk.payment.command.PaymentProvider.Giveback;
import souk.payment.command.PaymentProvider.Outcome;
import souk.payment.command.PaymentProvider.Page;
import souk.payment.command.PaymentProvider.Told;
import souk.platform.command.TestGlances;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

class PaymentDecisionsTest {

    private static final OpenSession OPEN = new OpenSession(PAYMENT);
    private static final ExecuteRefund EXECUTE = new ExecuteRefund(PAYMENT, REFUND);

    private final ScriptedProvider provider = new ScriptedProvider();
    private final KeptErrands errands = new KeptErrands();
    private final RememberedUntil until = new RememberedUntil();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private FixtureConfiguration<Payment> payment;
    private Supplier<EventStore> store;
    private StoredPayments stored;
    private Instant now;

    @BeforeEach
    void at_noon() {
        at(NOON);
    }

    private void at(Instant time) {
        now = time;
        InstantSource watch = () -> now;
        Clock clock = watch.withZone(ZoneOffset.UTC);
        var fixture = new AggregateTestFixture<>(Payment.class);
        fixture.registerInjectableResource(clock);
        stored =
                new StoredPayments(
                        new Provided<>(fixture::getRepository),
                        new Provided<>(fixture::getEventStore),
                        TestGlances.at(new Provided<>(fixture::getEventStore)),
                        new Provided<>(() -> errands),
                        clock);
        var heard = new Heard();
        fixture.registerAnnotatedCommandHandler(new PaymentDecisions(stored, provider, clock));
        fixture.registerAnnotatedCommandHandler(
                new Settlement(stored, provider, new Provided<>(() -> errands), heard, clock));
        fixture.registerAnnotatedCommandHandler(
                new Reconciliation(
                        provider,
                        new Provided<>(
                                () ->
                                        DefaultCommandGateway.builder().commandBus(bus).build()
                                                ::sendAndWait),
                        heard,
                        until,
                        clock,
                        Duration.ofHours(1)));
        payment = fixture;
        store = fixture::getEventStore;
    }

    private void isRefused(Object command, Rejection rejection, Object... given) {
        payment.given(given).when(command).expectNoEvents().expectExceptionDetails(rejection);
    }

    private static PaymentView open(long version) {
        return view(PaymentStatus.OPEN, 0, PAGE, version);
    }

    private static PaymentView view(PaymentStatus status, long captured, Page page, long version) {
        return new PaymentView(
                PAYMENT,
                ORDER,
                status,
                eur(100),
                eur(captured),
                eur(0),
                page == null ? null : page.url(),
                page == null ? null : page.expiresAt(),
                List.of(),
                false,
                version);
    }

    @Nested
    class Opening_a_page {

        @Test
        void asks_the_provider() {
            payment.given(REQUESTED)
                    .when(OPEN)
                    .expectEvents(OPENED)
                    .expectResultMessagePayload(open(1));
            assertThat(provider.asked)
                    .containsExactly(new Checkout(PAYMENT, 1, ORDER, eur(100), PAY_UNTIL));
        }

        @Test
        void twice_is_once() {
            payment.given(REQUESTED, OPENED)
                    .when(OPEN)
                    .expectNoEvents()
                    .expectResultMessagePayload(open(1));
            assertThat(provider.asked).isEmpty();
        }

        @Test
        void that_takes_longer_than_one_may_pay_is_too_late() {
            provider.meanwhile = () -> now = PAY_UNTIL;
            payment.given(REQUESTED)
                    .when(OPEN)
                    .expectEvents(OPENED)
                    .expectResultMessagePayload(view(PaymentStatus.EXPIRED, 0, null, 1));
        }

        @Test
        void that_follows_another_is_another_attempt() {
            provider.page = new Page("cs_2", "https://pay.example/cs_2", PAY_UNTIL);
            payment.given(REQUESTED, OPENED, sessionExpired("evt"))
                    .when(OPEN)
                    .expectEvents(
                            new SessionOpened(
                                    PAYMENT,
                                    ORDER,
                                    "scripted",
                                    "cs_2",
                                    provider.page.url(),
                                    PAY_UNTIL));
            assertThat(provider.asked)
                    .containsExactly(new Checkout(PAYMENT, 2, ORDER, eur(100), PAY_UNTIL));
        }

        @Test
        void closes_one_whose_end_nobody_has_told() {
            var over = new SessionOpened(PAYMENT, ORDER, "scripted", "cs_1", PAGE.url(), NOON);
            provider.page = new Page("cs_2", "https://pay.example/cs_2", PAY_UNTIL);
            payment.given(REQUESTED, over)
                    .when(OPEN)
                    .expectEvents(
                            sessionExpired(null),
                            new SessionOpened(
                                    PAYMENT,
                                    ORDER,
                                    "scripted",
                                    "cs_2",
                                    provider.page.url(),
                                    PAY_UNTIL));
        }

        @Test
        void waits_where_somebody_has_paid_in_the_last_moment() {
            provider.closing = Closing.PAID;
            payment.given(
                            REQUESTED,
                            new SessionOpened(PAYMENT, ORDER, "scripted", "cs_1", PAGE.url(), NOON))
                    .when(OPEN)
                    .expectNoEvents()
                    .expectResultMessagePayload(view(PaymentStatus.OPEN, 0, null, 1));
        }

        @Test
        void while_the_provider_is_away_is_refused() {
            provider.away = true;
            isRefused(OPEN, new ProviderUnavailable("scripted"), REQUESTED);
        }

        @Test
        void of_what_is_paid_is_refused() {
            isRefused(
                    OPEN,
                    new PaymentNotInState(PaymentStatus.PAID),
                    REQUESTED,
                    OPENED,
                    CAPTURED,
                    sessionExpired("evt"));
        }

        @Test
        void of_what_was_paid_and_given_back_is_refused() {
            isRefused(
                    OPEN,
                    new PaymentNotInState(PaymentStatus.REFUNDED),
                    REQUESTED,
                    OPENED,
                    CAPTURED,
                    sessionExpired("evt"),
                    elsewhere(100, "evt_back"));
        }

        @Test
        void follows_money_of_another_amount_whether_or_not_it_went_back() {
            provider.page = new Page("cs_2", "https://pay.example/cs_2", PAY_UNTIL);
            var second =
                    new SessionOpened(
                            PAYMENT, ORDER, "scripted", "cs_2", provider.page.url(), PAY_UNTIL);
            Object[] less = {REQUESTED, OPENED, captured("pi_1", 90, "evt"), sessionExpired("evt")};
            payment.given(less)
                    .when(OPEN)
                    .expectEvents(second)
                    .expectResultMessagePayload(view(PaymentStatus.OPEN, 90, provider.page, 4));

            payment.given(less)
                    .andGiven(started(REFUND, 90), succeeded(REFUND, 90, null))
                    .when(OPEN)
                    .expectEvents(second);
        }

        @Test
        void of_what_is_off_is_refused() {
            isRefused(OPEN, new PaymentNotInState(PaymentStatus.EXPIRED), REQUESTED, EXPIRED);
            at(PAY_UNTIL);
            isRefused(OPEN, new PaymentNotInState(PaymentStatus.EXPIRED), REQUESTED);
        }

        @Test
        void elsewhere_than_the_last_is_refused() {
            isRefused(
                    OPEN,
                    new ProviderUnavailable("former"),
                    REQUESTED,
                    new SessionOpened(PAYMENT, ORDER, "former", "cs_1", PAGE.url(), NOON));
        }
    }

    @Nested
    class Requesting {

        /** As an order does it. */
        private record Request(@TargetAggregateIdentifier PaymentId payment) {}

        private final class Buying {
            @CommandHandler
            PaymentView decide(Request command) {
                return stored.request(command.payment(), ORDER, eur(100), PAY_UNTIL);
            }
        }

        @BeforeEach
        void by_an_order() {
            payment.registerAnnotatedCommandHandler(new Buying());
        }

        @Test
        void has_an_end_whoever_else_forgets_it() {
            payment.givenNoPriorActivity().when(new Request(PAYMENT)).expectEvents(REQUESTED);
            assertThat(errands.kept).containsExactly(new EndPayment(PAYMENT));
            assertThat(errands.due).containsExactly(PAY_UNTIL.plus(Duration.ofMinutes(1)));
        }

        @Test
        void twice_is_once() {
            payment.given(REQUESTED).when(new Request(PAYMENT)).expectNoEvents();
            assertThat(errands.kept).isEmpty();
        }
    }

    @Nested
    class Ending {

        @Test
        void has_the_page_closed() {
            payment.given(REQUESTED, OPENED).when(new EndPayment(PAYMENT)).expectEvents(EXPIRED);
            assertThat(errands.kept).containsExactly(new ExpireSession(PAYMENT));
        }

        @Test
        void again_has_it_closed_again() {
            payment.given(REQUESTED, OPENED, EXPIRED)
                    .when(new EndPayment(PAYMENT))
                    .expectNoEvents();
            assertThat(errands.kept).containsExactly(new ExpireSession(PAYMENT));
        }

        @Test
        void of_what_is_paid_changes_nothing() {
            payment.given(REQUESTED, OPENED, CAPTURED)
                    .when(new EndPayment(PAYMENT))
                    .expectNoEvents();
            assertThat(errands.kept).isEmpty();
        }

        @Test
        void of_what_nobody_asked_for_changes_nothing() {
            payment.givenNoPriorActivity()
                    .when(new EndPayment(PAYMENT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Closing_a_page {

        private final ExpireSession close = new ExpireSession(PAYMENT);

        @Test
        void is_told_to_the_provider() {
            payment.given(REQUESTED, OPENED, EXPIRED)
                    .when(close)
                    .expectEvents(sessionExpired(null));
            assertThat(provider.asked).containsExactly(PAGE.session());
        }

        @Test
        void where_somebody_has_paid_leaves_it_to_the_notice() {
            provider.closing = Closing.PAID;
            payment.given(REQUESTED, OPENED, EXPIRED).when(close).expectNoEvents();
        }

        @Test
        void of_a_payment_that_is_not_over_changes_nothing() {
            payment.given(REQUESTED, OPENED).when(close).expectNoEvents();
            assertThat(provider.asked).isEmpty();
        }

        @Test
        void while_the_provider_is_away_is_refused() {
            provider.away = true;
            isRefused(close, new ProviderUnavailable("scripted"), REQUESTED, OPENED, EXPIRED);
        }
    }

    @Nested
    class Giving_back {

        @Test
        void is_asked_of_the_provider() {
            payment.given(REQUESTED, OPENED, CAPTURED, started(REFUND, 30))
                    .when(EXECUTE)
                    .expectEvents(succeeded(REFUND, 30, null));
            assertThat(provider.asked)
                    .containsExactly(new Giveback(PAYMENT, REFUND, 1, "pi_1", eur(30)));
        }

        @Test
        void again_is_asked_under_another_key() {
            payment.given(
                            REQUESTED,
                            OPENED,
                            CAPTURED,
                            started(REFUND, 30),
                            failed(REFUND, 30, "evt"),
                            started(REFUND, 30))
                    .when(EXECUTE)
                    .expectEvents(succeeded(REFUND, 30, null));
            assertThat(provider.asked)
                    .extracting(it -> ((Giveback) it).key())
                    .containsExactly(REFUND + "-2");
        }

        @Test
        void twice_is_once() {
            payment.given(
                            REQUESTED,
                            OPENED,
                            CAPTURED,
                            started(REFUND, 30),
                            succeeded(REFUND, 30, null))
                    .when(EXECUTE)
                    .expectNoEvents();
            assertThat(provider.asked).isEmpty();
        }

        @Test
        void that_takes_its_time_is_told_later() {
            provider.outcome = new Outcome.Underway();
            payment.given(REQUESTED, OPENED, CAPTURED, started(REFUND, 30))
                    .when(EXECUTE)
                    .expectNoEvents();
            assertThat(errands.kept).containsExactly(EXECUTE);
            assertThat(errands.due).containsExactly(NOON.plus(Duration.ofHours(1)));
        }

        @Test
        void that_the_provider_will_not_do_has_failed() {
            provider.outcome = new Outcome.Refused("card_closed");
            payment.given(REQUESTED, OPENED, CAPTURED, started(REFUND, 30))
                    .when(EXECUTE)
                    .expectEvents(failed(REFUND, 30, null));
        }

        @Test
        void that_somebody_else_has_done_before_us_is_known_then() {
            provider.outcome = new Outcome.Refused("card_closed");
            provider.gone = List.of(gone("re_9", 20));
            payment.given(REQUESTED, OPENED, CAPTURED, started(REFUND, 30))
                    .when(EXECUTE)
                    .expectEvents(failed(REFUND, 30, null), elsewhere(20, null));
        }

        @Test
        void while_the_provider_is_away_is_refused() {
            provider.away = true;
            isRefused(
                    EXECUTE,
                    new ProviderUnavailable("scripted"),
                    REQUESTED,
                    OPENED,
                    CAPTURED,
                    started(REFUND, 30));
        }

        @Test
        void what_nobody_promised_is_refused() {
            isRefused(
                    new ExecuteRefund(PAYMENT, SECOND_REFUND),
                    new RefundNotFound(),
                    REQUESTED,
                    CAPTURED,
                    started(REFUND, 30));
        }
    }

    @Nested
    class Retrying_a_refund {

        @Test
        void starts_it_again() {
            payment.given(
                            REQUESTED,
                            CAPTURED,
                            started(REFUND, 30),
                            failed(REFUND, 30, "evt_failed"))
                    .when(new RetryRefund(PAYMENT, REFUND))
                    .expectEvents(started(REFUND, 30));
        }

        @Test
        void that_is_being_tried_asks_the_provider_again() {
            payment.given(REQUESTED, CAPTURED, started(REFUND, 30))
                    .when(new RetryRefund(PAYMENT, REFUND))
                    .expectNoEvents();
            assertThat(errands.kept).containsExactly(EXECUTE);
        }

        @Test
        void that_went_well_is_refused() {
            isRefused(
                    new RetryRefund(PAYMENT, REFUND),
                    new PaymentNotInState(PaymentStatus.PARTIALLY_REFUNDED),
                    REQUESTED,
                    CAPTURED,
                    started(REFUND, 30),
                    succeeded(REFUND, 30, "evt"));
        }

        @Test
        void of_no_payment_is_refused() {
            payment.givenNoPriorActivity()
                    .when(new RetryRefund(PAYMENT, REFUND))
                    .expectExceptionDetails(new PaymentNotFound());
        }

        @Test
        void that_there_is_none_is_refused() {
            isRefused(new RetryRefund(PAYMENT, REFUND), new RefundNotFound(), REQUESTED, CAPTURED);
        }

        @Test
        void of_what_never_came_is_refused() {
            isRefused(
                    new RetryRefund(PAYMENT, REFUND),
                    new RefundTooLarge(eur(0)),
                    REQUESTED,
                    started(REFUND, 30),
                    failed(REFUND, 30, "evt_1"));
        }

        @Test
        void when_the_money_has_gone_elsewhere_is_refused() {
            isRefused(
                    new RetryRefund(PAYMENT, REFUND),
                    new RefundTooLarge(eur(20)),
                    REQUESTED,
                    CAPTURED,
                    started(REFUND, 30),
                    failed(REFUND, 30, "evt_1"),
                    elsewhere(80, "evt_2"));
        }
    }

    @Nested
    class Listening {

        private final ReceiveNotice notice = new ReceiveNotice("pi_1", "evt_paid", "paid");

        @Test
        void learns_what_is_told() {
            provider.meanings.put("paid", new Notice.Captured(PAYMENT, "pi_1", eur(100)));
            payment.given(REQUESTED, OPENED)
                    .when(notice)
                    .expectEvents(CAPTURED)
                    .expectResultMessagePayload(NoticeOutcome.APPLIED);
        }

        @Test
        void twice_is_once() {
            provider.meanings.put("paid", new Notice.Captured(PAYMENT, "pi_1", eur(100)));
            payment.given(REQUESTED, OPENED, CAPTURED)
                    .when(notice)
                    .expectNoEvents()
                    .expectResultMessagePayload(NoticeOutcome.APPLIED);
        }

        @Test
        void asks_what_went_back_since_a_notice_may_be_old() {
            provider.meanings.put("paid", new Notice.MoneyMoved(PAYMENT, "pi_1"));
            Object[] ours = {
                REQUESTED, CAPTURED, started(REFUND, 100), failed(REFUND, 100, "evt_failed")
            };
            payment.given(ours).when(notice).expectNoEvents();
            assertThat(provider.asked).containsExactly("pi_1");

            provider.gone = List.of(gone("re_9", 40));
            payment.given(ours).when(notice).expectEvents(elsewhere(40, "evt_paid"));
        }

        @Test
        void to_what_went_back_decides_again_if_a_refund_of_ours_has_ended_meanwhile() {
            provider.meanings.put("paid", new Notice.MoneyMoved(PAYMENT, "pi_1"));
            provider.gone = List.of(gone("re_9", 100));
            provider.meanwhile =
                    () ->
                            store.get()
                                    .publish(
                                            new GenericDomainEventMessage<>(
                                                    Payment.class.getSimpleName(),
                                                    PAYMENT.value(),
                                                    3,
                                                    failed(REFUND, 100, "evt_failed")));
            payment.given(REQUESTED, CAPTURED, started(REFUND, 100))
                    .when(notice)
                    .expectException(ConcurrencyException.class);
        }

        @Test
        void to_what_went_back_learns_that_it_came() {
            provider.meanings.put("paid", new Notice.MoneyMoved(PAYMENT, "pi_1"));
            payment.given(REQUESTED).when(notice).expectEvents(CAPTURED);
        }

        @Test
        void to_what_went_back_of_what_the_provider_does_not_know_learns_nothing() {
            provider.meanings.put("paid", new Notice.MoneyMoved(PAYMENT, "pi_1"));
            provider.knowsTransactions = false;
            payment.given(REQUESTED).when(notice).expectNoEvents();
        }

        @Test
        void learns_that_what_somebody_else_gave_back_has_not_gone_after_all() {
            provider.meanings.put("paid", new Notice.MoneyMoved(PAYMENT, "pi_1"));
            payment.given(REQUESTED, CAPTURED, elsewhere("re_9", 40, "evt_1"))
                    .when(notice)
                    .expectEvents(failedElsewhere("re_9", 40, "evt_paid"));
        }

        @Test
        void ignores_what_does_not_concern_us() {
            payment.given(REQUESTED, OPENED)
                    .when(notice)
                    .expectNoEvents()
                    .expectResultMessagePayload(NoticeOutcome.IGNORED);
        }

        @Test
        void has_a_page_closed_that_is_open_although_it_is_off() {
            provider.meanings.put("paid", new Notice.Captured(PAYMENT, "pi_1", eur(60)));
            payment.given(REQUESTED, OPENED, EXPIRED)
                    .when(notice)
                    .expectEvents(captured("pi_1", 60, "evt_paid"));
            assertThat(errands.kept).containsExactly(new ExpireSession(PAYMENT));
        }

        @Test
        void to_what_is_told_of_nobodys_payment_is_refused() {
            provider.meanings.put("paid", new Notice.Captured(OTHER, "pi_1", eur(100)));
            payment.givenNoPriorActivity()
                    .when(notice)
                    .expectNoEvents()
                    .expectExceptionDetails(new NoticeContradicts("nobody asked for " + OTHER));
        }
    }

    @Nested
    class Reconciling {

        private final ReconcileProvider reconcile = new ReconcileProvider("scripted");

        private final ReceiveNotice paid = new ReceiveNotice("pi_1", "evt_paid", "paid");
        private final ReceiveNotice odd = new ReceiveNotice("pi_2", "evt_odd", "odd");
        private final List<Object> listenedTo = new ArrayList<>();
        private @Nullable Rejection refusal;

        @BeforeEach
        void was_told() {
            provider.told.add(new Told("evt_odd", "pi_2", "odd"));
            provider.told.add(new Told("evt_paid", "pi_1", "paid"));
            bus.subscribe(
                    ReceiveNotice.class.getName(),
                    it -> {
                        listenedTo.add(it.getPayload());
                        if (refusal != null && it.getPayload().equals(odd)) {
                            throw new Rejected(refusal);
                        }
                        return NoticeOutcome.APPLIED;
                    });
        }

        private void reconcileTwice() {
            payment.given(REQUESTED, OPENED).when(reconcile).expectNoEvents();
            payment.given(REQUESTED, OPENED).when(reconcile).expectNoEvents();
        }

        @Test
        void listens_to_what_was_told_once_more_and_keeps_nothing() {
            payment.given(REQUESTED, OPENED).when(reconcile).expectNoEvents();

            assertThat(provider.asked).containsExactly(NOON.minus(Duration.ofHours(1)));
            assertThat(listenedTo).containsExactly(odd, paid);
            assertThat(errands.kept).isEmpty();
        }

        @Test
        void goes_on_from_a_little_before_the_last_time() {
            reconcileTwice();

            assertThat(provider.asked)
                    .containsExactly(
                            NOON.minus(Duration.ofHours(1)), NOON.minus(Duration.ofMinutes(5)));
        }

        @Test
        void goes_on_from_there_however_long_it_was_away() {
            payment.given(REQUESTED, OPENED).when(reconcile).expectNoEvents();
            at(NOON.plus(Duration.ofDays(3)));

            reconcileTwice();

            assertThat(provider.asked)
                    .containsExactly(
                            NOON.minus(Duration.ofHours(1)),
                            NOON.minus(Duration.ofMinutes(5)),
                            now.minus(Duration.ofMinutes(5)));
        }

        @Test
        void goes_by_the_clock_as_it_is_after_it_was_set_back() {
            payment.given(REQUESTED, OPENED).when(reconcile).expectNoEvents();
            now = NOON.minus(Duration.ofHours(2));
            payment.given(REQUESTED, OPENED).when(reconcile).expectNoEvents();

            // and as long ago as has really gone by meanwhile
            Instant latest = now.minus(Duration.ofMinutes(5));
            assertThat((Instant) provider.asked.getLast())
                    .isBetween(latest.minus(Duration.ofMinutes(1)), latest);
        }

        @Test
        void does_not_repeat_what_is_refused_for_good() {
            refusal = new NoticeContradicts("nothing fits");

            reconcileTwice();

            assertThat(listenedTo).containsExactly(odd, paid, paid);
            assertThat(provider.asked).contains(NOON.minus(Duration.ofMinutes(5)));
        }

        @Test
        void comes_back_to_what_could_not_be_taken_in() {
            refusal = new ServiceUnavailable("the event store");

            reconcileTwice();

            assertThat(listenedTo).containsExactly(odd, paid, odd, paid);
            assertThat(provider.asked).containsOnly(NOON.minus(Duration.ofHours(1)));
            assertThat(until.of("scripted")).isEmpty();
        }

        @Test
        void while_the_provider_is_away_is_refused() {
            provider.away = true;
            isRefused(reconcile, new ProviderUnavailable("scripted"), REQUESTED);
        }
    }
}
