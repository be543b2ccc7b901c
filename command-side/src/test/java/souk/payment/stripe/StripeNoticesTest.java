package souk.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static souk.payment.stripe.StripeShapes.charge;
import static souk.payment.stripe.StripeShapes.dispute;
import static souk.payment.stripe.StripeShapes.event;
import static souk.payment.stripe.StripeShapes.intent;
import static souk.payment.stripe.StripeShapes.refund;
import static souk.payment.stripe.StripeShapes.session;

import org.junit.jupiter.api.Test;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.RefundId;
import souk.payment.command.Notice;

import tools.jackson.databind.node.ObjectNode;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

class StripeNoticesTest {

    private static final PaymentId PAYMENT = new PaymentId(StripeShapes.PAYMENT);
    private static final RefundId REFUND = new RefundId(StripeShapes.REFUND);
    private static final Money PRICE = tnd(19_900);
    private static final Notice IRRELEVANT = new Notice.Irrelevant();

    private final StripeNotices notices =
            new StripeNotices(
                    false, it -> it.equals("pi_1") ? Optional.of(PAYMENT) : Optional.empty());

    private static Money tnd(long amount) {
        return new Money(amount, Currency.getInstance("TND"));
    }

    private void isRefused(String body, String what) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> notices.interpret(body))
                .satisfies(it -> assertThat(it.rejection()).isEqualTo(new NoticeContradicts(what)));
    }

    @Test
    void of_a_page_that_was_paid() {
        var paid = new Notice.PagePaid(PAYMENT, "cs_test_1", "pi_1", PRICE);
        assertThat(
                        notices.interpret(
                                event("checkout.session.completed", session("complete", "paid"))))
                .isEqualTo(paid);
        assertThat(
                        notices.interpret(
                                event(
                                        "checkout.session.async_payment_succeeded",
                                        session("complete", "paid"))))
                .isEqualTo(paid);
    }

    @Test
    void of_a_page_whose_money_takes_its_time() {
        assertThat(
                        notices.interpret(
                                event("checkout.session.completed", session("complete", "unpaid"))))
                .isEqualTo(IRRELEVANT);
    }

    @Test
    void of_a_page_that_is_over() {
        assertThat(
                        notices.interpret(
                                event("checkout.session.expired", session("expired", "unpaid"))))
                .isEqualTo(new Notice.PageOver(PAYMENT, "cs_test_1"));
    }

    @Test
    void of_money_that_came() {
        assertThat(notices.interpret(event("payment_intent.succeeded", intent("succeeded"))))
                .isEqualTo(new Notice.Captured(PAYMENT, "pi_1", PRICE));
    }

    @Test
    void of_money_that_did_not_come() {
        ObjectNode declined = intent("requires_payment_method");
        assertThat(notices.interpret(event("payment_intent.payment_failed", declined)))
                .isEqualTo(new Notice.Declined(PAYMENT, "pi_1", "insufficient_funds"));
        declined.putNull("last_payment_error");
        assertThat(notices.interpret(event("payment_intent.payment_failed", declined)))
                .isEqualTo(new Notice.Declined(PAYMENT, "pi_1", "declined"));
    }

    @Test
    void of_money_that_went_back() {
        var back = new Notice.MoneyMoved(PAYMENT, "pi_1");
        assertThat(notices.interpret(event("charge.refunded", charge(900)))).isEqualTo(back);
        ObjectNode unnamed = charge(900);
        unnamed.putObject("metadata");
        assertThat(notices.interpret(event("charge.refunded", unnamed))).isEqualTo(back);
        ObjectNode expanded = charge(900);
        expanded.set("payment_intent", intent("succeeded"));
        assertThat(notices.interpret(event("charge.refunded", expanded))).isEqualTo(back);
    }

    @Test
    void of_a_refund_of_ours() {
        assertThat(notices.interpret(event("refund.updated", refund("succeeded"))))
                .isEqualTo(new Notice.RefundDone(PAYMENT, REFUND, 2, "re_1"));
        assertThat(notices.interpret(event("refund.failed", refund("failed"))))
                .isEqualTo(
                        new Notice.RefundRefused(PAYMENT, REFUND, 2, "expired_or_canceled_card"));
        assertThat(notices.interpret(event("refund.updated", refund("pending"))))
                .isEqualTo(IRRELEVANT);
    }

    @Test
    void of_a_refund_of_somebody_elses() {
        for (String status : List.of("succeeded", "failed", "canceled")) {
            ObjectNode elsewhere = refund(status);
            elsewhere.putObject("metadata");
            assertThat(notices.interpret(event("refund.updated", elsewhere)))
                    .isEqualTo(new Notice.MoneyMoved(PAYMENT, "pi_1"));
            assertThat(notices.interpret(event("refund.failed", elsewhere)))
                    .isEqualTo(new Notice.MoneyMoved(PAYMENT, "pi_1"));
            elsewhere.put("payment_intent", "pi_9");
            assertThat(notices.interpret(event("refund.failed", elsewhere))).isEqualTo(IRRELEVANT);
            elsewhere.putNull("payment_intent");
            assertThat(notices.interpret(event("refund.failed", elsewhere))).isEqualTo(IRRELEVANT);
        }
    }

    @Test
    void of_a_dispute() {
        var dispute = new Notice.Disputed(PAYMENT, "dp_1", "pi_1", PRICE, "fraudulent");
        assertThat(notices.interpret(event("charge.dispute.created", dispute("needs_response"))))
                .isEqualTo(dispute);
        assertThat(notices.interpret(event("charge.dispute.closed", dispute("lost"))))
                .isEqualTo(new Notice.DisputeSettled(dispute, false));
        assertThat(notices.interpret(event("charge.dispute.closed", dispute("won"))))
                .isEqualTo(new Notice.DisputeSettled(dispute, true));
    }

    @Test
    void of_what_others_sell_over_the_same_account() {
        ObjectNode foreign = intent("succeeded");
        foreign.putObject("metadata");
        assertThat(notices.interpret(event("payment_intent.succeeded", foreign)))
                .isEqualTo(IRRELEVANT);
        ObjectNode disputed = dispute("needs_response");
        disputed.put("payment_intent", "pi_9");
        assertThat(notices.interpret(event("charge.dispute.created", disputed)))
                .isEqualTo(IRRELEVANT);
        assertThat(notices.interpret(event("customer.created", foreign))).isEqualTo(IRRELEVANT);
    }

    @Test
    void of_real_money_where_it_is_played_is_a_contradiction() {
        isRefused(
                event("payment_intent.succeeded", intent("succeeded"), true),
                "real money where it is played");
        String played = event("payment_intent.succeeded", intent("succeeded"));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> new StripeNotices(true, _ -> Optional.empty()).interpret(played));
    }

    @Test
    void that_can_not_be_read_is_a_contradiction() {
        isRefused("<html>", "it is no JSON");
        ObjectNode poor = intent("succeeded");
        poor.remove("amount_received");
        isRefused(event("payment_intent.succeeded", poor), "amount_received is missing");
        ObjectNode strange = intent("succeeded");
        strange.putObject("metadata").put("souk_payment", "nonsense");
        isRefused(event("payment_intent.succeeded", strange), "nonsense is no payment");
    }
}
