package souk.payment.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.payment.command.PaymentExamples.OPENED;
import static souk.payment.command.PaymentExamples.PAGE;
import static souk.payment.command.PaymentExamples.PAYMENT;
import static souk.payment.command.PaymentExamples.REFUND;
import static souk.payment.command.PaymentExamples.REQUESTED;
import static souk.payment.command.PaymentExamples.eur;
import static souk.payment.command.PaymentExamples.gone;

import org.junit.jupiter.api.Test;

import souk.payment.PaymentEvent;
import souk.payment.PaymentStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every order in which one can hear of things, and each of them twice. */
class OrderOfArrivalTest {

    /** Something that reaches a payment. */
    private record Arrival(
            String what, Function<PaymentState, List<? extends PaymentEvent>> making) {

        static Arrival notice(String id, Notice.OfPayment what) {
            return new Arrival(id, state -> new Ledger(state, id).told(what));
        }
    }

    private static final Notice.Disputed DISPUTE =
            new Notice.Disputed(PAYMENT, "dp_1", "pi_1", eur(100), "fraudulent");

    private static final List<Arrival> ALL =
            List.of(
                    new Arrival(
                            "created", state -> new Ledger(state, null).opened("scripted", PAGE)),
                    Arrival.notice("paid", new Notice.Captured(PAYMENT, "pi_1", eur(100))),
                    Arrival.notice("failed", new Notice.Declined(PAYMENT, "pi_1", "no")),
                    Arrival.notice(
                            "refunded",
                            new Notice.GivenBack(
                                    PAYMENT, "pi_1", eur(100), List.of(gone("re_9", 40)))),
                    new Arrival("expired", state -> new Ledger(state, null).ended()),
                    Arrival.notice("disputed", DISPUTE),
                    Arrival.notice("settled", new Notice.DisputeSettled(DISPUTE, true)));

    private static <T> Stream<List<T>> permutations(List<T> of) {
        return of.isEmpty()
                ? Stream.of(List.of())
                : IntStream.range(0, of.size())
                        .boxed()
                        .flatMap(
                                first -> {
                                    List<T> rest = new ArrayList<>(of);
                                    T next = rest.remove((int) first);
                                    return permutations(rest)
                                            .map(
                                                    it -> {
                                                        List<T> all = new ArrayList<>(it);
                                                        all.addFirst(next);
                                                        return all;
                                                    });
                                });
    }

    private static PaymentState after(PaymentState before, List<Arrival> arrivals) {
        PaymentState state = before;
        for (Arrival arrival : arrivals) {
            for (PaymentEvent event : arrival.making().apply(state)) {
                state = state.after(event);
            }
        }
        return state;
    }

    @Test
    void leads_to_the_same_sums() {
        assertThat(permutations(ALL))
                .hasSize(5_040)
                .allSatisfy(
                        order -> {
                            PaymentState once = after(PaymentState.of(REQUESTED), order);
                            assertThat(once.captured()).isEqualTo(eur(100));
                            assertThat(once.refunded()).isEqualTo(eur(40));
                            assertThat(once.status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
                            assertThat(once.isDisputed()).isFalse();
                            assertThat(once.pages()).containsExactly(PayPage.of(OPENED));
                            assertThat(after(once, order.reversed())).isEqualTo(once);
                        });
    }

    @Test
    void of_a_page_that_is_over_and_money_all_the_same_leads_to_the_same_sums() {
        List<Arrival> late =
                List.of(
                        ALL.get(1),
                        ALL.get(2),
                        ALL.get(3),
                        ALL.get(4),
                        Arrival.notice("over", new Notice.PageOver(PAYMENT, PAGE.session())));
        PaymentState opened = PaymentState.of(REQUESTED).after(OPENED);
        assertThat(permutations(late))
                .hasSize(120)
                .allSatisfy(
                        order -> {
                            PaymentState once = after(opened, order);
                            assertThat(once.captured().minus(once.refunded())).isEqualTo(eur(60));
                            assertThat(once.status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
                            assertThat(once.openPage()).isEmpty();
                            assertThat(after(once, order)).isEqualTo(once);
                        });
    }

    @Test
    void of_a_refund_of_ours_that_comes_back_leads_to_a_debt() {
        assertThat(permutations(List.of(0, 1, 2, 3)))
                .hasSize(24)
                .allSatisfy(
                        order -> {
                            var till = new Till();
                            till.pay("pi_1", 100);
                            till.deliver(0);
                            till.ask(REFUND, 100);
                            till.begin(REFUND);
                            till.bounce(REFUND);
                            order.forEach(till::deliver);
                            order.reversed().forEach(till::deliver);
                            assertThat(till.state().refunded()).isEqualTo(eur(0));
                            assertThat(till.state().status()).isEqualTo(PaymentStatus.PAID);
                            assertThat(till.state().refund(REFUND).orElseThrow().hasFailed())
                                    .isTrue();
                        });
    }
}
