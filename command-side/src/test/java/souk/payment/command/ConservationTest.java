package souk.payment.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.payment.command.PaymentExamples.REFUND;
import static souk.payment.command.PaymentExamples.SECOND_REFUND;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import souk.kernel.Money;
import souk.payment.PaymentStatus;
import souk.payment.RefundId;

import java.util.List;
import java.util.function.Consumer;

/** Whatever happens, in whatever order one hears of it: no money appears, and none is lost. */
class ConservationTest {

    record Step(String what, Consumer<Till> happening) {
        @Override
        public String toString() {
            return what;
        }
    }

    @Property(tries = 2_000)
    void money_is_conserved(@ForAll("steps") List<Step> steps) {
        var till = new Till();
        for (Step step : steps) {
            step.happening().accept(till);
            addsUp(till);
        }
        till.deliverAll();
        addsUp(till);

        PaymentState told = till.state();
        assertThat(told.captured().amount()).isEqualTo(till.came());
        if (told.refunds().stream().noneMatch(Refund::isPending)) {
            assertThat(told.refunded().amount()).isEqualTo(till.went());
        }
        till.deliverAll();
        assertThat(till.state()).isEqualTo(told);
    }

    private static void addsUp(Till till) {
        PaymentState state = till.state();
        Money balance = state.captured().minus(state.refunded());
        assertThat(balance.amount()).isNotNegative().isEqualTo(till.balanceOfEvents());
        assertThat(state.captures())
                .allSatisfy(it -> assertThat(state.refundable(it).amount()).isNotNegative());
        assertThat(state.status())
                .isEqualTo(
                        PaymentStatus.of(
                                state.amount(), state.captured(), state.refunded(), state.ended()));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> transactions = Arbitraries.of("pi_1", "pi_2");
        Arbitrary<RefundId> refunds = Arbitraries.of(REFUND, SECOND_REFUND);
        Arbitrary<Long> amounts = Arbitraries.longs().between(1, 120);
        return Arbitraries.oneOf(
                        Combinators.combine(transactions, amounts)
                                .as((it, of) -> step("pay " + of, till -> till.pay(it, of))),
                        Combinators.combine(transactions, amounts)
                                .as(
                                        (it, of) ->
                                                step(
                                                        "elsewhere " + of,
                                                        till -> till.giveBackElsewhere(it, of))),
                        transactions.map(
                                it -> step("bounce elsewhere", till -> till.bounceElsewhere(it))),
                        Combinators.combine(refunds, amounts)
                                .as((it, of) -> step("ask " + of, till -> till.ask(it, of))),
                        refunds.map(it -> step("do", till -> till.carryOut(it, true))),
                        refunds.map(it -> step("refuse", till -> till.carryOut(it, false))),
                        refunds.map(it -> step("begin", till -> till.begin(it))),
                        refunds.map(it -> step("bounce", till -> till.bounce(it))),
                        refunds.map(it -> step("retry", till -> till.retry(it))),
                        transactions.map(it -> step("decline", till -> till.decline(it))),
                        Arbitraries.of(true, false)
                                .map(it -> step("dispute", till -> till.dispute(it))),
                        Arbitraries.just(step("over", till -> till.close("cs_1"))),
                        Arbitraries.just(step("end", Till::end)),
                        Arbitraries.integers()
                                .between(0, 40)
                                .map(it -> step("deliver " + it, till -> till.deliver(it))))
                .list()
                .ofMaxSize(40);
    }

    private static Step step(String what, Consumer<Till> happening) {
        return new Step(what, happening);
    }
}
