package souk.payment.command;

import static souk.payment.command.PaymentExamples.PAYMENT;
import static souk.payment.command.PaymentExamples.REQUESTED;
import static souk.payment.command.PaymentExamples.eur;

import org.jspecify.annotations.Nullable;

import souk.kernel.Rejected;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.RefundElsewhereFailed;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.RefundId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A payment, and beside it the money itself: what really came to the provider and what really went
 * back. Notices of it lie around until somebody delivers them, once or more, in any order; what is
 * in them of sums is not looked at, but what is so by then.
 */
class Till {

    private record Letter(String id, Notice.OfPayment what) {}

    private final List<PaymentEvent> history = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final Map<String, Long> came = new HashMap<>();

    /** What the provider has given back, and whether he has stayed with it. */
    private static class Made {
        private final String transaction;
        private final Notice.Gone gone;
        private boolean off;

        Made(String transaction, Notice.Gone gone) {
            this.transaction = transaction;
            this.gone = gone;
        }

        boolean isBackOf(String wanted) {
            return !off && transaction.equals(wanted);
        }
    }

    private final List<Made> all = new ArrayList<>();
    private final Map<String, Made> ours = new HashMap<>();

    private PaymentState state = PaymentState.of(REQUESTED);

    void pay(String transaction, long amount) {
        if (came.putIfAbsent(transaction, amount) == null) {
            send(new Notice.Captured(PAYMENT, transaction, eur(amount)));
        }
    }

    void decline(String transaction) {
        send(new Notice.Declined(PAYMENT, transaction, "insufficient_funds"));
    }

    void giveBackElsewhere(String transaction, long wanted) {
        long amount = Math.min(wanted, left(transaction));
        if (amount > 0) {
            giveBack(transaction, null, amount);
        }
    }

    /** What somebody else has given back does not reach the buyer. */
    void bounceElsewhere(String transaction) {
        all.stream()
                .filter(it -> it.isBackOf(transaction) && it.gone.ours() == null)
                .findFirst()
                .ifPresent(
                        it -> {
                            it.off = true;
                            send(new Notice.MoneyMoved(PAYMENT, transaction));
                        });
    }

    void close(String session) {
        send(new Notice.PageOver(PAYMENT, session));
    }

    void dispute(boolean settled) {
        var dispute = new Notice.Disputed(PAYMENT, "dp_1", "pi_1", eur(1), "fraudulent");
        send(settled ? new Notice.DisputeSettled(dispute, false) : dispute);
    }

    void end() {
        happened(new Ledger(state, null).ended());
    }

    void ask(RefundId refund, long amount) {
        happened(
                new Refunding(state)
                        .asked(new RefundPayment(PAYMENT, refund, null, eur(amount), "any")));
    }

    void retry(RefundId refund) {
        try {
            happened(new Refunding(state).retried(refund));
        } catch (Rejected notNow) {
            // as it should be
        }
    }

    /** The errand of a refund: the provider does it if the money is still there and he likes to. */
    void carryOut(RefundId id, boolean willing) {
        Refund refund = state.refund(id).filter(Refund::isPending).orElse(null);
        if (refund == null) {
            return;
        }
        Made before = ours.get(keyOf(refund));
        if (before != null) {
            tell(
                    "",
                    before.off
                            ? new Notice.RefundRefused(PAYMENT, id, refund.attempt(), "bounced")
                            : new Notice.RefundDone(PAYMENT, id, refund.attempt(), "re_" + id));
        } else if (willing && refund.amount().amount() <= left(refund.transaction())) {
            make(refund);
            tell("", new Notice.RefundDone(PAYMENT, id, refund.attempt(), "re_" + id));
        } else {
            tell("", new Notice.RefundRefused(PAYMENT, id, refund.attempt(), "no"));
        }
    }

    /** The provider makes a refund, and we hear of its end by notice only. */
    void begin(RefundId id) {
        Refund refund = state.refund(id).filter(Refund::isPending).orElse(null);
        if (refund != null
                && !ours.containsKey(keyOf(refund))
                && refund.amount().amount() <= left(refund.transaction())) {
            make(refund);
            send(new Notice.RefundDone(PAYMENT, id, refund.attempt(), "re_" + id));
        }
    }

    /** What the provider has given back for us comes back to him: the buyer's card is closed. */
    void bounce(RefundId id) {
        Refund refund = state.refund(id).orElse(null);
        Made made = refund == null ? null : ours.get(keyOf(refund));
        if (made != null && !made.off) {
            made.off = true;
            send(new Notice.RefundRefused(PAYMENT, id, refund.attempt(), "card_closed"));
        }
    }

    void deliver(int which) {
        if (!letters.isEmpty()) {
            Letter letter = letters.get(which % letters.size());
            tell(letter.id(), letter.what());
        }
    }

    void deliverAll() {
        List.copyOf(letters).forEach(letter -> tell(letter.id(), letter.what()));
    }

    PaymentState state() {
        return state;
    }

    long came() {
        return came.values().stream().mapToLong(Long::longValue).sum();
    }

    long went() {
        return came.keySet().stream().mapToLong(this::wentOf).sum();
    }

    /** What is left, reckoned from the events alone, by somebody who knows no state. */
    long balanceOfEvents() {
        Set<RefundId> done = new HashSet<>();
        long balance = 0;
        for (PaymentEvent event : history) {
            balance +=
                    switch (event) {
                        case MoneyCaptured captured -> captured.amount().amount();
                        case RefundedElsewhere elsewhere -> -elsewhere.amount().amount();
                        case RefundElsewhereFailed elsewhere -> elsewhere.amount().amount();
                        case RefundSucceeded it when done.add(it.refundId()) ->
                                -it.amount().amount();
                        case RefundFailed it when done.remove(it.refundId()) ->
                                it.amount().amount();
                        default -> 0;
                    };
        }
        return balance;
    }

    private long left(String transaction) {
        return came.getOrDefault(transaction, 0L) - wentOf(transaction);
    }

    private long wentOf(String transaction) {
        return back(transaction).stream().mapToLong(it -> it.amount().amount()).sum();
    }

    private List<Notice.Gone> back(String transaction) {
        return all.stream().filter(it -> it.isBackOf(transaction)).map(it -> it.gone).toList();
    }

    private void make(Refund refund) {
        ours.put(
                keyOf(refund),
                giveBack(refund.transaction(), refund.id(), refund.amount().amount()));
    }

    private Made giveBack(String transaction, @Nullable RefundId refund, long amount) {
        var made = new Made(transaction, new Notice.Gone("re_" + all.size(), refund, eur(amount)));
        all.add(made);
        send(new Notice.MoneyMoved(PAYMENT, transaction));
        return made;
    }

    private void ask(String transaction, String notice) {
        if (came.containsKey(transaction)) {
            learn(
                    notice,
                    new Notice.GivenBack(
                            PAYMENT, transaction, eur(came.get(transaction)), back(transaction)));
        }
    }

    private void send(Notice.OfPayment what) {
        letters.add(new Letter("evt_" + letters.size(), what));
    }

    private void tell(String notice, Notice.OfPayment what) {
        if (what instanceof Notice.MoneyMoved moved) {
            ask(moved.transaction(), notice);
            return;
        }
        learn(notice, what);
        if (what instanceof Notice.RefundRefused refused) {
            state.refund(refused.refund()).ifPresent(it -> ask(it.transaction(), notice));
        }
    }

    private void learn(String notice, Notice.OfPayment what) {
        happened(new Ledger(state, notice.isEmpty() ? null : notice).told(what));
    }

    private static String keyOf(Refund refund) {
        return refund.id() + "-" + refund.attempt();
    }

    private void happened(List<? extends PaymentEvent> events) {
        for (PaymentEvent event : events) {
            history.add(event);
            state = state.after(event);
        }
    }
}
