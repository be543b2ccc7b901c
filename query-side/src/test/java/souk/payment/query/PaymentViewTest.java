package souk.payment.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.kernel.Ids;
import souk.kernel.MessageKeys;
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
import souk.payment.PaymentPage;
import souk.payment.PaymentQuery;
import souk.payment.PaymentQuery.FindPayment;
import souk.payment.PaymentQuery.ListPayments;
import souk.payment.PaymentRejection.PaymentNotFound;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.PaymentView.Refund;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;
import souk.platform.query.QueryNodeTest;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Payments, from events to answers. */
@QueryNodeTest
class PaymentViewTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant LATER = Instant.parse("2036-01-01T00:00:00Z");
    private static final String TX = "pi_1";

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;

    private final String reference = newId("ord_");
    private final PaymentId payment = PaymentId.of(reference);
    private final RefundId refund = new RefundId(newId(RefundId.PREFIX));

    @AfterEach
    void parked_nothing() {
        assertThat(
                        jdbc.queryForList(
                                "select * from axon.dead_letter_entry where processing_group ="
                                        + " 'payment.view'"))
                .isEmpty();
    }

    private static String newId(String prefix) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return Ids.of(prefix, System.currentTimeMillis(), random);
    }

    private static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    private void happen(PaymentEvent... more) {
        List<PaymentEvent> happened = new ArrayList<>();
        happened.add(new PaymentRequested(payment, reference, euros(1_000), LATER));
        happened.addAll(List.of(more));
        long sequence = 0;
        for (PaymentEvent event : happened) {
            events.publish(
                    new GenericDomainEventMessage<>(
                            "Payment", event.paymentId().value(), sequence++, event));
        }
    }

    private SessionOpened opened(String session) {
        return new SessionOpened(
                payment, reference, "sandbox", session, "https://pay/" + session, LATER);
    }

    private MoneyCaptured captured() {
        return new MoneyCaptured(payment, reference, TX, euros(1_000), "evt_1");
    }

    private RefundStarted started(long cents) {
        return new RefundStarted(payment, reference, refund, TX, euros(cents), "broken");
    }

    private RefundSucceeded succeeded(long cents) {
        return new RefundSucceeded(payment, reference, refund, TX, euros(cents), "re_1", null);
    }

    private RefundFailed failed() {
        return new RefundFailed(payment, reference, refund, TX, euros(300), "no account", null);
    }

    private <R> QueryResponseMessage<R> ask(PaymentQuery query, Class<R> answer) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(answer))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }

    private PaymentView view() {
        return ask(new FindPayment(payment), PaymentView.class).getPayload();
    }

    private PaymentPage list(
            @Nullable PaymentStatus status, boolean failed, int limit, @Nullable String after) {
        return ask(new ListPayments(status, failed, limit, after, true), PaymentPage.class)
                .getPayload();
    }

    private Refund shown(long cents, RefundStatus status, @Nullable String problem) {
        return new Refund(refund, euros(cents), status, "broken", problem);
    }

    @Test
    void shows_what_is_asked_for() {
        happen();

        assertThat(view())
                .isEqualTo(
                        new PaymentView(
                                payment,
                                reference,
                                PaymentStatus.OPEN,
                                euros(1_000),
                                euros(0),
                                euros(0),
                                null,
                                null,
                                List.of(),
                                false,
                                0));
    }

    @Test
    void shows_where_to_pay() {
        happen(opened("cs_1"));

        assertThat(view().checkoutUrl()).isEqualTo("https://pay/cs_1");
        assertThat(view().expiresAt()).isEqualTo(LATER);
        assertThat(view().version()).isEqualTo(1);
    }

    @Test
    void shows_no_page_that_is_gone() {
        happen(opened("cs_1"), new SessionExpired(payment, reference, "cs_1", null));

        assertThat(view().checkoutUrl()).isNull();
        assertThat(view().expiresAt()).isNull();
        assertThat(view().status()).isEqualTo(PaymentStatus.OPEN);
    }

    @Test
    void shows_no_page_whose_time_is_up() {
        Instant before = Instant.parse("2026-01-01T00:00:00Z");
        happen(new SessionOpened(payment, reference, "sandbox", "cs_1", "https://pay/1", before));

        assertThat(view().checkoutUrl()).isNull();
        assertThat(view().expiresAt()).isNull();
        assertThat(list(null, false, 100, null).items()).contains(view());
    }

    @Test
    void shows_no_page_where_nobody_may_pay() {
        happen(new PaymentExpired(payment, reference), opened("cs_1"));

        assertThat(view().checkoutUrl()).isNull();
        assertThat(view().expiresAt()).isNull();
    }

    @Test
    void keeps_the_page_that_was_opened_since() {
        happen(
                opened("cs_1"),
                opened("cs_2"),
                new SessionExpired(payment, reference, "cs_1", "evt_1"));

        assertThat(view().checkoutUrl()).isEqualTo("https://pay/cs_2");
    }

    @Test
    void stays_open_when_declined() {
        happen(opened("cs_1"), new PaymentDeclined(payment, reference, TX, "no cover", "evt_1"));

        assertThat(view().status()).isEqualTo(PaymentStatus.OPEN);
        assertThat(view().checkoutUrl()).isEqualTo("https://pay/cs_1");
        assertThat(view().version()).isEqualTo(2);
    }

    @Test
    void is_paid_when_money_has_come() {
        happen(opened("cs_1"), captured());

        assertThat(view().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(view().captured()).isEqualTo(euros(1_000));
        assertThat(view().checkoutUrl()).isNull();
    }

    @Test
    void expires() {
        happen(opened("cs_1"), new PaymentExpired(payment, reference));

        assertThat(view().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(view().checkoutUrl()).isNull();
    }

    @Test
    void shows_money_that_came_too_late() {
        happen(new PaymentExpired(payment, reference), captured());

        assertThat(view().status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void shows_what_goes_back() {
        happen(captured(), started(300));

        assertThat(view().refunds()).containsExactly(shown(300, RefundStatus.PENDING, null));
        assertThat(view().refunded()).isEqualTo(euros(0));
        assertThat(view().status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void shows_what_has_gone_back() {
        happen(captured(), started(300), succeeded(300));

        assertThat(view().refunds()).containsExactly(shown(300, RefundStatus.SUCCEEDED, null));
        assertThat(view().refunded()).isEqualTo(euros(300));
        assertThat(view().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
    }

    @Test
    void is_refunded_when_all_has_gone_back() {
        happen(captured(), started(1_000), succeeded(1_000));

        assertThat(view().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void shows_why_it_could_not_go_back() {
        happen(captured(), started(300), failed());

        assertThat(view().refunds()).containsExactly(shown(300, RefundStatus.FAILED, "no account"));
        assertThat(list(null, true, 100, null).items()).contains(view());
    }

    @Test
    void tries_again() {
        happen(captured(), started(300), failed(), started(300), succeeded(300));

        assertThat(view().refunds()).containsExactly(shown(300, RefundStatus.SUCCEEDED, null));
        assertThat(list(null, true, 100, null).items()).doesNotContain(view());
    }

    @Test
    void takes_back_what_it_took_for_gone_back() {
        happen(captured(), started(300), succeeded(300), failed());

        assertThat(view().refunds()).containsExactly(shown(300, RefundStatus.FAILED, "no account"));
        assertThat(view().refunded()).isEqualTo(euros(0));
        assertThat(view().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(list(null, true, 100, null).items()).contains(view());
    }

    @Test
    void counts_once_what_has_gone_back_in_the_end() {
        happen(captured(), started(300), succeeded(300), failed(), started(300), succeeded(300));

        assertThat(view().refunds()).containsExactly(shown(300, RefundStatus.SUCCEEDED, null));
        assertThat(view().refunded()).isEqualTo(euros(300));
    }

    @Test
    void shows_what_failed_before_it_was_tried() {
        happen(captured(), failed());

        assertThat(view().refunds())
                .containsExactly(
                        new Refund(
                                refund,
                                euros(300),
                                RefundStatus.FAILED,
                                "no account",
                                "no account"));
        assertThat(view().refunded()).isEqualTo(euros(0));
    }

    @Test
    void counts_what_was_given_back_elsewhere() {
        happen(captured(), elsewhere());

        assertThat(view().refunded()).isEqualTo(euros(1_000));
        assertThat(view().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void counts_no_more_what_was_given_back_elsewhere_and_has_not_reached_the_buyer() {
        happen(
                captured(),
                elsewhere(),
                new RefundElsewhereFailed(payment, reference, refund, TX, euros(1_000), "evt_10"));

        assertThat(view().refunded()).isEqualTo(euros(0));
        assertThat(view().status()).isEqualTo(PaymentStatus.PAID);
    }

    private RefundedElsewhere elsewhere() {
        return new RefundedElsewhere(payment, reference, refund, TX, euros(1_000), "re_9", "evt_9");
    }

    @Test
    void shows_that_somebody_wants_his_money_from_his_bank() {
        var dispute =
                new DisputeOpened(payment, reference, "dp_1", TX, euros(1_000), "fraud", "evt_2");
        happen(captured(), dispute);

        assertThat(view().disputed()).isTrue();
    }

    @Test
    void shows_that_it_is_settled() {
        var dispute =
                new DisputeOpened(payment, reference, "dp_1", TX, euros(1_000), "fraud", "evt_2");
        happen(captured(), dispute, new DisputeClosed(payment, reference, "dp_1", true, "evt_3"));

        assertThat(view().disputed()).isFalse();
    }

    @Test
    void nobody_knows_what_was_never_asked_for() {
        var answer = ask(new FindPayment(payment), PaymentView.class);

        assertThat(HandlerExecutionException.resolveDetails(answer.exceptionResult()))
                .contains(new PaymentNotFound());
    }

    @Test
    void is_listed_the_latest_first_page_by_page() {
        happen(new PaymentExpired(payment, reference));
        String other = newId("ord_");
        PaymentId latest = PaymentId.of(other);
        events.publish(
                new GenericDomainEventMessage<>(
                        "Payment",
                        latest.value(),
                        0,
                        new PaymentRequested(latest, other, euros(5), LATER)),
                new GenericDomainEventMessage<>(
                        "Payment", latest.value(), 1, new PaymentExpired(latest, other)));

        PaymentPage first = list(PaymentStatus.EXPIRED, false, 1, null);
        PaymentPage second = list(PaymentStatus.EXPIRED, false, 1, first.next());

        assertThat(first.items()).extracting(PaymentView::paymentId).containsExactly(latest);
        assertThat(second.items()).extracting(PaymentView::paymentId).containsExactly(payment);
        assertThat(first.total()).isGreaterThanOrEqualTo(2);
    }
}
