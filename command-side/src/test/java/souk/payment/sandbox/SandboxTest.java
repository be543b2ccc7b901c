package souk.payment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import static souk.payment.sandbox.Buyer.act;
import static souk.payment.sandbox.Buyer.newRefund;

import com.stripe.net.Webhook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import souk.kernel.Money;
import souk.payment.PaymentCommand.EndPayment;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.PaymentDeclined;
import souk.payment.PaymentEvent.PaymentRequested;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.PaymentEvent.SessionExpired;
import souk.payment.PaymentEvent.SessionOpened;
import souk.payment.PaymentId;
import souk.payment.PaymentView;
import souk.payment.ProviderCommand.ExecuteRefund;
import souk.payment.ProviderCommand.ExpireSession;
import souk.payment.ProviderCommand.ReconcileProvider;
import souk.payment.RefundId;
import souk.payment.SandboxCommand.Action;
import souk.payment.SandboxCommand.CloseSandboxSession;
import souk.payment.SandboxCommand.DeliverNotice;
import souk.payment.SandboxCommand.PayInSandbox;
import souk.payment.SandboxRejection.NoticeNotTaken;
import souk.payment.SandboxRejection.SandboxSessionNotFound;
import souk.payment.SandboxRejection.SandboxSessionOver;
import souk.payment.SandboxSession.Status;
import souk.payment.command.PaymentProvider;
import souk.payment.command.PaymentProvider.Giveback;
import souk.payment.command.PaymentProvider.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

@SandboxNode
class SandboxTest {

    private static final Money PRICE = new Money(19_905, Currency.getInstance("TND"));

    private final Buyer buyer;
    private final PaymentProvider sandbox;
    private final SandboxTables tables;
    private final JdbcClient db;
    private PaymentId payment;
    private String session;

    @Autowired
    SandboxTest(Buyer buyer, PaymentProvider sandbox, SandboxTables tables, JdbcClient db) {
        this.buyer = buyer;
        this.sandbox = sandbox;
        this.tables = tables;
        this.db = db;
    }

    @BeforeEach
    void opens_a_page() {
        payment = buyer.owes(PRICE);
        session = buyer.opens(payment);
    }

    @AfterEach
    void nothing_is_left_to_tell() {
        buyer.letterbox().answer(200);
        buyer.errands().take(_ -> true);
        buyer.letterbox().take();
    }

    @Test
    void charges_whatever_it_can_tell() {
        assertThat(sandbox.charges(PRICE.currency()).least()).isEqualTo(1);
        assertThat(sandbox.charges(PRICE.currency()).most()).isEqualTo(Long.MAX_VALUE);
    }

    private PaymentView view() {
        return (PaymentView) buyer.carryOut(new OpenSession(payment));
    }

    private String transaction() {
        return buyer.historyOf(payment, MoneyCaptured.class).getFirst().transaction();
    }

    private static Money tnd(long amount) {
        return new Money(amount, PRICE.currency());
    }

    private RefundId refunded(long amount) {
        RefundId refund = newRefund();
        buyer.carryOut(new RefundPayment(payment, refund, null, tnd(amount), "broken"));
        buyer.carryOut(new ExecuteRefund(payment, refund));
        return refund;
    }

    /** What eight are answered who ask for the same in the same moment. */
    private static Set<Object> atOnce(Callable<Object> asked) throws Exception {
        Set<Object> answers = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(Collections.nCopies(8, asked))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @Nested
    class A_page {

        @Test
        void is_opened_once_and_shown() {
            PaymentView again = view();
            assertThat(again.checkoutUrl())
                    .isEqualTo("https://shop.example/sandbox/pay/" + session);
            assertThat(buyer.historyOf(payment))
                    .hasExactlyElementsOfTypes(PaymentRequested.class, SessionOpened.class);
            assertThat(buyer.page(session).amount()).isEqualTo(PRICE);
            assertThat(buyer.page(session).text()).isEqualTo(again.reference());
            assertThat(buyer.page(session).status()).isEqualTo(Status.OPEN);
        }

        @Test
        void that_many_want_at_once_is_one() throws Exception {
            PaymentId wanted = buyer.owes(PRICE);
            assertThat(atOnce(() -> buyer.opens(wanted))).hasSize(1);
            assertThat(buyer.historyOf(wanted, SessionOpened.class)).hasSize(1);
        }

        @Test
        void is_closed_when_its_time_has_come() {
            var close =
                    buyer.errands().take(CloseSandboxSession.class::isInstance).stream()
                            .filter(it -> it.command().equals(new CloseSandboxSession(session)))
                            .toList();
            assertThat(close).hasSize(1);
            buyer.carryOut(close.getFirst().command());
            buyer.hearsAndBelieves();

            assertThat(buyer.page(session).status()).isEqualTo(Status.EXPIRED);
            assertThat(buyer.historyOf(payment, SessionExpired.class)).hasSize(1);
            String next = buyer.opens(payment);
            assertThat(next).isNotEqualTo(session);
            assertThat(buyer.page(next).status()).isEqualTo(Status.OPEN);
        }

        @Test
        void is_closed_when_nobody_is_to_pay_any_more() {
            buyer.carryOut(new EndPayment(payment));
            buyer.errands()
                    .take(ExpireSession.class::isInstance)
                    .forEach(it -> buyer.carryOut(it.command()));
            buyer.hearsAndBelieves();

            assertThat(buyer.page(session).status()).isEqualTo(Status.EXPIRED);
            assertThat(buyer.historyOf(payment, SessionExpired.class)).hasSize(1);
            assertThat(buyer.refusalOf(act(Action.PAY, session)))
                    .isEqualTo(new SandboxSessionOver(Status.EXPIRED));
            assertThat(buyer.refusalOf(act(Action.DECLINE, session)))
                    .isEqualTo(new SandboxSessionOver(Status.EXPIRED));
        }

        @Test
        void that_there_is_none_is_refused() {
            assertThat(buyer.refusalOf(act(Action.PAY, "cs_none")))
                    .isEqualTo(new SandboxSessionNotFound());
        }
    }

    @Nested
    class Paying {

        @Test
        void is_told_with_a_signature_that_stripe_would_accept() {
            buyer.does(Action.PAY, session);
            List<Letterbox.Letter> letters = buyer.hears();

            assertThat(letters)
                    .hasSize(2)
                    .allSatisfy(
                            it ->
                                    assertThatCode(
                                                    () ->
                                                            Webhook.Signature.verifyHeader(
                                                                    it.body(),
                                                                    it.signature(),
                                                                    buyer.secret(),
                                                                    300))
                                            .doesNotThrowAnyException())
                    .extracting(it -> Buyer.json(it.body()).path("type").asString())
                    .containsExactlyInAnyOrder(
                            "payment_intent.succeeded", "checkout.session.completed");
        }

        @Test
        void captures_money_once() {
            buyer.does(Action.PAY, session);
            buyer.hearsAndBelieves();

            assertThat(buyer.historyOf(payment, MoneyCaptured.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.amount()).isEqualTo(PRICE));
        }

        @Test
        void twice_at_once_is_once() throws Exception {
            assertThat(atOnce(() -> buyer.does(Action.PAY, session).status()))
                    .containsExactly(Status.PAID);
            assertThat(buyer.hears()).hasSize(2);
        }

        @Test
        void may_be_declined_before() {
            buyer.does(Action.DECLINE, session);
            buyer.hearsAndBelieves();
            buyer.does(Action.PAY, session);
            buyer.hearsAndBelieves();

            assertThat(buyer.historyOf(payment, PaymentDeclined.class)).hasSize(1);
            assertThat(buyer.historyOf(payment, MoneyCaptured.class)).hasSize(1);
        }

        @Test
        void may_be_thought_better_of() {
            buyer.does(Action.ABANDON, session);
            assertThat(buyer.hears()).isEmpty();
            assertThat(buyer.page(session).status()).isEqualTo(Status.OPEN);
        }

        @Test
        void late_captures_money_all_the_same() {
            buyer.carryOut(new EndPayment(payment));
            buyer.carryOut(new ExpireSession(payment));
            buyer.does(Action.PAY_LATE, session);
            buyer.hearsAndBelieves();

            assertThat(buyer.historyOf(payment, MoneyCaptured.class)).hasSize(1);
        }

        @Test
        void is_told_as_often_as_is_wished_and_in_any_order() {
            buyer.carryOut(new PayInSandbox(session, Action.PAY, 25, Duration.ofMillis(1), true));
            List<Letterbox.Letter> letters = buyer.hears();
            letters.parallelStream().forEach(it -> buyer.carryOut(Buyer.notice(it)));

            assertThat(letters).hasSize(50);
            assertThat(buyer.historyOf(payment, MoneyCaptured.class)).hasSize(1);
        }
    }

    @Nested
    class A_notice {

        @Test
        void is_told_again_until_it_is_taken() {
            buyer.does(Action.PAY, session);
            buyer.letterbox().answer(503);
            var held = buyer.errands().take(DeliverNotice.class::isInstance);
            assertThat(held)
                    .hasSize(2)
                    .allSatisfy(
                            it -> {
                                Object refusal = buyer.refusalOf(it.command());
                                assertThat(refusal).isEqualTo(new NoticeNotTaken("503"));
                                assertThat(((NoticeNotTaken) refusal).retryable()).isTrue();
                            });

            buyer.letterbox().answer(200);
            held.forEach(it -> buyer.carryOut(it.command()));
            assertThat(buyer.letterbox().take()).hasSize(2);
        }

        @Test
        void that_was_lost_is_heard_of_when_we_ask() {
            buyer.does(Action.PAY, session);
            buyer.errands().take(_ -> true);

            buyer.carryOut(new ReconcileProvider("sandbox"));

            assertThat(
                            db.sql("select provider from reconciliation.heard")
                                    .query(String.class)
                                    .list())
                    .containsExactly("sandbox");
            assertThat(buyer.historyOf(payment, MoneyCaptured.class)).hasSize(1);
            assertThat(buyer.errands().take(ReceiveNotice.class::isInstance)).isEmpty();
        }

        @Test
        void is_told_again_page_by_page_and_each_once() {
            Instant then = Instant.parse("2100-01-01T00:00:00Z");
            for (int i = 0; i < 1_200; i++) {
                // many in the same moment
                tables.insertNotice("evt_page_" + i, "any", "{}", then.plusSeconds(i / 700));
            }

            List<String> told = new ArrayList<>();
            sandbox.toldSince(then, it -> told.add(it.notice()));

            tables.forgetNotices(then.plusSeconds(10));
            assertThat(told).hasSize(1_200).doesNotHaveDuplicates();
        }

        @Test
        void is_forgotten_after_a_day() {
            Instant now = Instant.now();
            tables.insertNotice("evt_old", "any", "{}", now.minus(Duration.ofHours(25)));
            tables.insertNotice("evt_younger", "any", "{}", now.minus(Duration.ofHours(23)));

            sandbox.toldSince(now, _ -> {});

            assertThat(tables.bodyOf("evt_old")).isEmpty();
            assertThat(tables.bodyOf("evt_younger")).isPresent();
            tables.forgetNotices(now.minus(Duration.ofHours(22)));
        }
    }

    @Nested
    class Money_that_came {

        @BeforeEach
        void is_there() {
            buyer.does(Action.PAY, session);
            buyer.hearsAndBelieves();
        }

        @Test
        void goes_back_once() {
            RefundId refund = refunded(900);
            buyer.carryOut(new ExecuteRefund(payment, refund));
            buyer.hearsAndBelieves();

            assertThat(buyer.historyOf(payment, RefundSucceeded.class)).hasSize(1);
            assertThat(buyer.historyOf(payment, RefundedElsewhere.class)).isEmpty();
        }

        @Test
        void goes_back_once_even_if_many_see_to_it() throws Exception {
            RefundId refund = newRefund();
            buyer.carryOut(new RefundPayment(payment, refund, null, tnd(900), "broken"));
            var execute = new ExecuteRefund(payment, refund);
            atOnce(() -> buyer.answerTo(execute).isExceptional());
            buyer.hearsAndBelieves();

            assertThat(buyer.historyOf(payment, RefundSucceeded.class)).hasSize(1);
            assertThat(buyer.historyOf(payment, RefundedElsewhere.class)).isEmpty();
            assertThat(sandbox.givenBack(payment, transaction()))
                    .get()
                    .satisfies(
                            it ->
                                    assertThat(it.gone())
                                            .singleElement()
                                            .satisfies(
                                                    gone -> {
                                                        assertThat(gone.ours()).isEqualTo(refund);
                                                        assertThat(gone.amount())
                                                                .isEqualTo(tnd(900));
                                                    }));
        }

        @Test
        void goes_back_once_even_if_we_forget() {
            var giveback = new Giveback(payment, newRefund(), 1, transaction(), tnd(900));
            Outcome first = sandbox.refund(giveback);

            assertThat(first).isInstanceOf(Outcome.Done.class).isEqualTo(sandbox.refund(giveback));
            assertThat(buyer.hears()).hasSize(1);
        }

        @Test
        void that_somebody_gives_back_elsewhere_is_known() {
            sandbox.refund(new Giveback(payment, newRefund(), 1, transaction(), tnd(400)));
            RefundId ours = refunded(500);
            buyer.hearsAndBelieves();

            assertThat(buyer.historyOf(payment, RefundSucceeded.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.refundId()).isEqualTo(ours));
            assertThat(buyer.historyOf(payment, RefundedElsewhere.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.amount()).isEqualTo(tnd(400)));
        }

        @Test
        void that_is_not_there_any_more_does_not_go_back() {
            sandbox.refund(new Giveback(payment, newRefund(), 1, transaction(), PRICE));
            refunded(500);
            buyer.hearsAndBelieves();

            assertThat(buyer.historyOf(payment, RefundFailed.class)).hasSize(1);
            assertThat(buyer.historyOf(payment, RefundedElsewhere.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.amount()).isEqualTo(PRICE));
        }

        @Test
        void of_nobody_we_know_does_not_go_back() {
            var unknown = new Giveback(payment, newRefund(), 1, "pi_none", tnd(1));
            assertThat(sandbox.refund(unknown)).isInstanceOf(Outcome.Refused.class);
            assertThat(sandbox.givenBack(payment, "pi_none")).isEmpty();
        }

        @Test
        void closes_the_page_for_good() {
            assertThat(sandbox.close(session)).isEqualTo(PaymentProvider.Closing.PAID);
            assertThat(buyer.page(session).status()).isEqualTo(Status.PAID);
        }
    }
}
