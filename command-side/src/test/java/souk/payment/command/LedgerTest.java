package souk.payment.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static souk.payment.command.PaymentExamples.CAPTURED;
import static souk.payment.command.PaymentExamples.EXPIRED;
import static souk.payment.command.PaymentExamples.OPENED;
import static souk.payment.command.PaymentExamples.ORDER;
import static souk.payment.command.PaymentExamples.PAGE;
import static souk.payment.command.PaymentExamples.PAYMENT;
import static souk.payment.command.PaymentExamples.REFUND;
import static souk.payment.command.PaymentExamples.REQUESTED;
import static souk.payment.command.PaymentExamples.SECOND_REFUND;
import static souk.payment.command.PaymentExamples.captured;
import static souk.payment.command.PaymentExamples.declined;
import static souk.payment.command.PaymentExamples.disputed;
import static souk.payment.command.PaymentExamples.elsewhere;
import static souk.payment.command.PaymentExamples.eur;
import static souk.payment.command.PaymentExamples.failed;
import static souk.payment.command.PaymentExamples.failedElsewhere;
import static souk.payment.command.PaymentExamples.gone;
import static souk.payment.command.PaymentExamples.sessionExpired;
import static souk.payment.command.PaymentExamples.settled;
import static souk.payment.command.PaymentExamples.started;
import static souk.payment.command.PaymentExamples.succeeded;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.RefundElsewhereFailed;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentStatus;

import java.util.Currency;
import java.util.List;

/** What a payment makes of each notice. */
class LedgerTest {

    private static final Notice.Captured PAID = new Notice.Captured(PAYMENT, "pi_1", eur(100));
    private static final Notice.Disputed DISPUTED =
            new Notice.Disputed(PAYMENT, "dp_1", "pi_1", eur(100), "fraudulent");

    private static PaymentState after(PaymentEvent... events) {
        PaymentState state = PaymentState.of(REQUESTED);
        for (PaymentEvent event : events) {
            state = state.after(event);
        }
        return state;
    }

    private static List<PaymentEvent> told(Notice.OfPayment what, PaymentEvent... before) {
        return List.copyOf(new Ledger(after(before), "evt").told(what));
    }

    private static void isRefused(
            Notice.OfPayment what, Rejection rejection, PaymentEvent... before) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> told(what, before))
                .satisfies(refused -> assertThat(refused.rejection()).isEqualTo(rejection));
    }

    @Nested
    class Money_that_came {

        @Test
        void is_captured_once_however_it_is_told() {
            var onPage = new Notice.PagePaid(PAYMENT, PAGE.session(), "pi_1", eur(100));
            assertThat(told(PAID, OPENED)).containsExactly(captured("pi_1", 100, "evt"));
            assertThat(told(onPage, OPENED)).containsExactly(captured("pi_1", 100, "evt"));
            assertThat(told(PAID, OPENED, CAPTURED)).isEmpty();
            assertThat(told(onPage, OPENED, CAPTURED)).isEmpty();
        }

        @Test
        void is_captured_even_if_nobody_waits_for_it() {
            assertThat(told(PAID, OPENED, EXPIRED)).hasSize(1);
            assertThat(after(OPENED, EXPIRED, CAPTURED).status()).isEqualTo(PaymentStatus.PAID);
        }

        @Test
        void is_captured_even_if_it_is_another_amount() {
            assertThat(told(new Notice.Captured(PAYMENT, "pi_1", eur(60)), OPENED))
                    .containsExactly(captured("pi_1", 60, "evt"));
            assertThat(after(OPENED, captured("pi_1", 60, "evt")).status())
                    .isEqualTo(PaymentStatus.OPEN);
        }

        @Test
        void of_another_amount_ends_the_page_but_not_the_payment() {
            var onPage = new Notice.PagePaid(PAYMENT, PAGE.session(), "pi_1", eur(90));
            MoneyCaptured less = captured("pi_1", 90, "evt");
            assertThat(told(onPage, OPENED)).containsExactly(less, sessionExpired("evt"));
            assertThat(told(onPage, OPENED, less)).containsExactly(sessionExpired("evt"));
            assertThat(told(onPage, OPENED, less, sessionExpired("evt"))).isEmpty();
        }

        @Test
        void in_another_currency_is_a_contradiction() {
            isRefused(
                    new Notice.Captured(
                            PAYMENT, "pi_1", new Money(100, Currency.getInstance("USD"))),
                    new NoticeContradicts("money is USD, not EUR"),
                    OPENED);
        }

        @Test
        void on_a_page_of_somebody_else_is_a_contradiction() {
            isRefused(
                    new Notice.PagePaid(PAYMENT, "cs_9", "pi_1", eur(100)),
                    new NoticeContradicts("session cs_9 is none of " + PAYMENT),
                    OPENED);
        }

        @Test
        void with_two_amounts_is_a_contradiction() {
            isRefused(
                    new Notice.Captured(PAYMENT, "pi_1", eur(99)),
                    new NoticeContradicts("pi_1 is about 99, not 100"),
                    OPENED,
                    CAPTURED);
        }

        @Test
        void may_have_been_declined_before_but_not_after() {
            var no = new Notice.Declined(PAYMENT, "pi_1", "insufficient_funds");
            assertThat(told(no, OPENED)).containsExactly(declined("evt"));
            assertThat(told(no, OPENED, declined("evt"))).isEmpty();
            assertThat(told(no, OPENED, declined("evt_before"))).hasSize(1);
            assertThat(told(no, OPENED, CAPTURED)).isEmpty();
        }
    }

    @Test
    void declines_are_remembered_but_not_for_ever() {
        PaymentState state = after(OPENED);
        for (int i = 1; i <= 60; i++) {
            state = state.after(declined("evt_" + i));
        }
        assertThat(state.declines()).hasSize(50).startsWith("evt_11").endsWith("evt_60");
    }

    @Nested
    class A_page {

        @Test
        void is_over_once() {
            var over = new Notice.PageOver(PAYMENT, PAGE.session());
            assertThat(told(over, OPENED)).containsExactly(sessionExpired("evt"));
            assertThat(told(over, OPENED, sessionExpired("evt"))).isEmpty();
            assertThat(told(over)).isEmpty();
        }

        @Test
        void is_open_no_longer_than_one_may_pay() {
            var late =
                    new PaymentProvider.Page("cs_1", PAGE.url(), PAGE.expiresAt().plusSeconds(9));
            assertThat(new Ledger(after(), null).opened("scripted", late)).containsExactly(OPENED);
            assertThat(new Ledger(after(OPENED), null).opened("scripted", PAGE)).isEmpty();
        }
    }

    @Nested
    class Money_that_went_back {

        private Notice.GivenBack back(Notice.Gone... gone) {
            return new Notice.GivenBack(PAYMENT, "pi_1", eur(100), List.of(gone));
        }

        private Notice.Gone ours(long amount) {
            return new Notice.Gone("re_1", REFUND, eur(amount));
        }

        @Test
        void is_somebody_elses_doing_where_it_is_not_ours() {
            PaymentEvent[] known = {OPENED, CAPTURED, elsewhere("re_9", 40, "evt")};
            assertThat(told(back(gone("re_9", 40)), OPENED, CAPTURED))
                    .containsExactly(elsewhere("re_9", 40, "evt"));
            assertThat(told(back(gone("re_9", 40)), known)).isEmpty();
            assertThat(told(back(gone("re_9", 40), gone("re_8", 10)), known))
                    .containsExactly(elsewhere("re_8", 10, "evt"));
        }

        @Test
        void is_ours_whatever_we_know_of_its_end() {
            assertThat(told(back(ours(30)), OPENED, CAPTURED, started(REFUND, 30))).isEmpty();
            assertThat(
                            told(
                                    back(ours(30)),
                                    OPENED,
                                    CAPTURED,
                                    started(REFUND, 30),
                                    succeeded(REFUND, 30, "evt_1")))
                    .isEmpty();
            assertThat(
                            told(
                                    back(ours(30), gone("re_9", 15)),
                                    OPENED,
                                    CAPTURED,
                                    started(REFUND, 30)))
                    .containsExactly(elsewhere("re_9", 15, "evt"));
        }

        @Test
        void in_our_name_that_we_have_forgotten_is_as_if_it_were_somebody_elses() {
            assertThat(told(back(ours(30)), OPENED, CAPTURED))
                    .containsExactly(elsewhere("re_1", 30, "evt"));
        }

        @Test
        void in_our_name_although_it_has_failed_here_has_gone_all_the_same() {
            assertThat(
                            told(
                                    back(ours(30)),
                                    OPENED,
                                    CAPTURED,
                                    started(REFUND, 30),
                                    failed(REFUND, 30, "evt_1")))
                    .containsExactly(elsewhere("re_1", 30, "evt"));
        }

        @Test
        void tells_that_it_came_if_that_is_news() {
            assertThat(told(back(gone("re_9", 40)), OPENED))
                    .containsExactly(captured("pi_1", 100, "evt"), elsewhere("re_9", 40, "evt"));
        }

        @Test
        void is_never_more_than_came_and_all_of_it_once_there_is_room() {
            Notice.GivenBack more = back(gone("re_9", 80));
            assertThat(told(more, OPENED, CAPTURED, started(REFUND, 30)))
                    .containsExactly(elsewhere("re_9", 70, "evt"));
            assertThat(
                            told(
                                    more,
                                    OPENED,
                                    CAPTURED,
                                    started(REFUND, 30),
                                    elsewhere("re_9", 70, "evt"),
                                    failed(REFUND, 30, "evt_1")))
                    .containsExactly(
                            failedElsewhere("re_9", 70, "evt"), elsewhere("re_9", 80, "evt"));
        }

        @Test
        void and_has_not_reached_the_buyer_is_ours_again() {
            PaymentEvent[] known = {
                OPENED, CAPTURED, elsewhere("re_9", 40, "evt_1"), elsewhere("re_8", 60, "evt_2")
            };
            assertThat(told(back(gone("re_8", 60)), known))
                    .containsExactly(failedElsewhere("re_9", 40, "evt"));
            PaymentState left = after(known).after(failedElsewhere("re_9", 40, "evt"));
            assertThat(left.refunded()).isEqualTo(eur(60));
            assertThat(left.refundable(left.captures().getFirst())).isEqualTo(eur(40));
        }

        @Test
        void and_was_known_as_a_sum_is_known_one_by_one_from_then_on() {
            PaymentEvent sum =
                    new RefundedElsewhere(
                            PAYMENT, ORDER, SECOND_REFUND, "pi_1", eur(50), null, "evt_1");
            assertThat(told(back(gone("re_9", 40), gone("re_8", 10)), OPENED, CAPTURED, sum))
                    .containsExactly(
                            new RefundElsewhereFailed(
                                    PAYMENT, ORDER, SECOND_REFUND, "pi_1", eur(50), "evt"),
                            elsewhere("re_9", 40, "evt"),
                            elsewhere("re_8", 10, "evt"));
        }

        @Test
        void is_nothing_where_it_is_but_a_hint() {
            assertThat(told(new Notice.MoneyMoved(PAYMENT, "pi_1"), OPENED, CAPTURED)).isEmpty();
        }
    }

    @Nested
    class A_refund_of_ours {

        private final Notice.RefundDone done = new Notice.RefundDone(PAYMENT, REFUND, 1, "re_1");
        private final Notice.RefundRefused refused =
                new Notice.RefundRefused(PAYMENT, REFUND, 1, "card_closed");

        @Test
        void succeeds_once() {
            assertThat(told(done, CAPTURED, started(REFUND, 30)))
                    .containsExactly(succeeded(REFUND, 30, "evt"));
            assertThat(told(done, CAPTURED, started(REFUND, 30), succeeded(REFUND, 30, "evt_1")))
                    .isEmpty();
        }

        @Test
        void that_has_failed_has_failed_whatever_is_told_later() {
            assertThat(told(refused, CAPTURED, started(REFUND, 30)))
                    .containsExactly(failed(REFUND, 30, "evt"));
            assertThat(told(refused, CAPTURED, started(REFUND, 30), succeeded(REFUND, 30, "evt_1")))
                    .containsExactly(failed(REFUND, 30, "evt"));
            assertThat(told(done, CAPTURED, started(REFUND, 30), failed(REFUND, 30, "evt_1")))
                    .isEmpty();
        }

        @Test
        void that_is_tried_again_is_not_mistaken_for_the_first_time() {
            PaymentEvent[] again = {
                CAPTURED, started(REFUND, 30), failed(REFUND, 30, "evt_1"), started(REFUND, 30)
            };
            assertThat(told(done, again)).isEmpty();
            assertThat(told(refused, again)).isEmpty();
            assertThat(told(new Notice.RefundDone(PAYMENT, REFUND, 2, "re_1"), again)).hasSize(1);
        }

        @Test
        void that_there_is_none_is_refused() {
            isRefused(done, new RefundNotFound(), CAPTURED);
        }
    }

    @Nested
    class A_dispute {

        private final Notice.DisputeSettled lost = new Notice.DisputeSettled(DISPUTED, false);

        @Test
        void is_opened_and_closed_once() {
            assertThat(told(DISPUTED, CAPTURED)).containsExactly(disputed("evt"));
            assertThat(told(DISPUTED, CAPTURED, disputed("evt"))).isEmpty();
            assertThat(told(lost, CAPTURED, disputed("evt")))
                    .containsExactly(settled(false, "evt"));
            assertThat(told(lost, CAPTURED, disputed("evt"), settled(false, "evt"))).isEmpty();
            assertThat(after(CAPTURED, disputed("evt")).isDisputed()).isTrue();
        }

        @Test
        void that_is_over_before_we_knew_of_it_was_one_all_the_same() {
            assertThat(told(lost, CAPTURED))
                    .containsExactly(disputed("evt"), settled(false, "evt"));
            PaymentState over = after(CAPTURED, disputed("evt"), settled(false, "evt"));
            assertThat(List.copyOf(new Ledger(over, "evt_late").told(DISPUTED))).isEmpty();
            assertThat(over.isDisputed()).isFalse();
        }
    }

    @Nested
    class The_end {

        @Test
        void comes_once_and_only_where_nothing_was_paid() {
            assertThat(new Ledger(after(OPENED), null).ended()).containsExactly(EXPIRED);
            assertThat(new Ledger(after(OPENED, EXPIRED), null).ended()).isEmpty();
            assertThat(new Ledger(after(OPENED, CAPTURED), null).ended()).isEmpty();
        }

        @Test
        void comes_after_money_of_another_amount_too() {
            for (long other : new long[] {90, 110}) {
                MoneyCaptured wrong = captured("pi_1", other, "evt");
                assertThat(new Ledger(after(OPENED, wrong), null).ended()).containsExactly(EXPIRED);
                assertThat(new Ledger(after(OPENED, wrong, elsewhere(other, "e")), null).ended())
                        .containsExactly(EXPIRED);
            }
        }
    }
}
