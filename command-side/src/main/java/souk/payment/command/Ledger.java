package souk.payment.command;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.DisputeClosed;
import souk.payment.PaymentEvent.DisputeOpened;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.PaymentDeclined;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.PaymentRejection.NoticeContradicts;

import java.util.ArrayList;
import java.util.List;

/** What a notice adds to what a payment knows: nothing, if it knew. */
record Ledger(PaymentState state, String notice) {

    /** Also of another amount than was asked for: whether it is welcome others decide. */
    List<PaymentEvent> captured(String transaction, Money amount) {
        mustFit(amount);
        Money known = state.capture(transaction).map(Capture::amount).orElse(null);
        if (known == null) {
            return List.of(
                    new MoneyCaptured(
                            state.paymentId(), state.reference(), transaction, amount, notice));
        }
        if (!known.equals(amount)) {
            throw contradiction(
                    transaction + " is about " + amount.amount() + ", not " + known.amount());
        }
        return List.of();
    }

    List<PaymentEvent> declined(Notice.Declined declined) {
        boolean known =
                state.declines().contains(notice)
                        || state.capture(declined.transaction()).isPresent();
        return known
                ? List.of()
                : List.of(
                        new PaymentDeclined(
                                state.paymentId(),
                                state.reference(),
                                declined.transaction(),
                                declined.reason(),
                                notice));
    }

    /**
     * The sum is of all that ever went back, so only what exceeds our own refunds was somebody
     * else's. Those that failed count as well: the sum may be from before they did.
     */
    List<PaymentEvent> givenBack(Notice.GivenBack back) {
        mustFit(back.inAll());
        List<PaymentEvent> happened =
                new ArrayList<>(captured(back.transaction(), back.captured()));
        Capture capture =
                state.capture(back.transaction())
                        .orElseGet(
                                () ->
                                        new Capture(
                                                back.transaction(), back.captured(), state.zero()));
        Money ours =
                state.refunds().stream()
                        .filter(it -> it.isOf(capture))
                        .map(Refund::amount)
                        .reduce(capture.elsewhere(), Money::plus);
        long unknown =
                Math.min(back.inAll().minus(ours).amount(), state.refundable(capture).amount());
        if (unknown > 0) {
            happened.add(
                    new RefundedElsewhere(
                            state.paymentId(),
                            state.reference(),
                            back.transaction(),
                            new Money(unknown, state.amount().currency()),
                            notice));
        }
        return happened;
    }

    List<PaymentEvent> disputed(Notice.Disputed dispute) {
        return knows(dispute.dispute()) ? List.of() : List.of(opened(dispute));
    }

    List<PaymentEvent> settled(Notice.DisputeSettled settled) {
        Notice.Disputed dispute = settled.dispute();
        List<PaymentEvent> happened = new ArrayList<>(disputed(dispute));
        boolean over =
                state.disputes().stream()
                        .anyMatch(it -> it.id().equals(dispute.dispute()) && !it.open());
        if (!over) {
            happened.add(
                    new DisputeClosed(
                            state.paymentId(),
                            state.reference(),
                            dispute.dispute(),
                            settled.won(),
                            notice));
        }
        return happened;
    }

    private boolean knows(String dispute) {
        return state.disputes().stream().anyMatch(it -> it.id().equals(dispute));
    }

    private DisputeOpened opened(Notice.Disputed dispute) {
        return new DisputeOpened(
                state.paymentId(),
                state.reference(),
                dispute.dispute(),
                dispute.transaction(),
                dispute.amount(),
                dispute.reason(),
                notice);
    }

    private void mustFit(Money amount) {
        if (!amount.currency().equals(state.amount().currency())) {
            throw contradiction(
                    "money is " + amount.currency() + ", not " + state.amount().currency());
        }
    }

    private static Rejected contradiction(String what) {
        return new Rejected(new NoticeContradicts(what));
    }
}
