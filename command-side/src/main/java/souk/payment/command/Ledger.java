package souk.payment.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.DisputeClosed;
import souk.payment.PaymentEvent.DisputeOpened;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.PaymentDeclined;
import souk.payment.PaymentEvent.PaymentExpired;
import souk.payment.PaymentEvent.SessionExpired;
import souk.payment.PaymentEvent.SessionOpened;
import souk.payment.PaymentRejection.NoticeContradicts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a payment makes of what it is told: nothing, if it knew. Whatever comes first, and however
 * often, it ends up knowing the same.
 *
 * @param notice absent where we asked
 */
record Ledger(PaymentState state, @Nullable String notice) {

    List<? extends PaymentEvent> told(Notice.OfPayment what) {
        return switch (what) {
            case Notice.PagePaid paid -> paid(paid);
            case Notice.PageOver over -> closed(over.session());
            case Notice.Captured captured -> captured(captured.transaction(), captured.amount());
            case Notice.Declined declined -> declined(declined);
            case Notice.MoneyMoved _ -> List.of(); // by itself it says nothing
            case Notice.GivenBack back -> givenBack(back);
            case Notice.RefundDone done ->
                    new Refunding(state)
                            .done(done.refund(), done.attempt(), done.providerRefund(), notice);
            case Notice.RefundRefused refused ->
                    new Refunding(state)
                            .failed(refused.refund(), refused.attempt(), refused.reason(), notice);
            case Notice.Disputed dispute -> disputed(dispute);
            case Notice.DisputeSettled settled -> settled(settled);
        };
    }

    /** Even if nobody is to pay any more: then it has to be closed again. */
    List<SessionOpened> opened(String provider, PaymentProvider.Page page) {
        Instant until =
                page.expiresAt().isBefore(state.payUntil()) ? page.expiresAt() : state.payUntil();
        return state.page(page.session()).isPresent()
                ? List.of()
                : List.of(
                        new SessionOpened(
                                state.paymentId(),
                                state.reference(),
                                provider,
                                page.session(),
                                page.url(),
                                until));
    }

    List<SessionExpired> closed(String session) {
        return state.page(session).filter(it -> !it.over()).isEmpty()
                ? List.of()
                : List.of(
                        new SessionExpired(state.paymentId(), state.reference(), session, notice));
    }

    List<PaymentExpired> ended() {
        return state.ended() || state.isPaid()
                ? List.of()
                : List.of(new PaymentExpired(state.paymentId(), state.reference()));
    }

    private List<PaymentEvent> paid(Notice.PagePaid paid) {
        if (state.page(paid.session()).isEmpty()) {
            throw contradiction("session " + paid.session() + " is none of " + state.paymentId());
        }
        List<PaymentEvent> happened = captured(paid.transaction(), paid.amount());
        return isDue(paid.amount())
                ? happened
                : Stream.concat(happened.stream(), closed(paid.session()).stream()).toList();
    }

    // on a page that somebody has paid on nobody can, while another may have to be opened
    private boolean isDue(Money paid) {
        return paid.equals(state.amount());
    }

    /** Also of another amount than was asked for: whether it is welcome others decide. */
    private List<PaymentEvent> captured(String transaction, Money amount) {
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

    private List<PaymentEvent> declined(Notice.Declined declined) {
        boolean known =
                (notice != null && state.declines().contains(notice))
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

    private List<PaymentEvent> givenBack(Notice.GivenBack back) {
        mustFit(back.captured());
        List<PaymentEvent> happened =
                new ArrayList<>(captured(back.transaction(), back.captured()));
        Capture capture =
                state.capture(back.transaction())
                        .orElseGet(
                                () -> new Capture(back.transaction(), back.captured(), List.of()));
        happened.addAll(new OthersRefunds(state, capture, notice).areNow(back.gone()));
        return happened;
    }

    private List<PaymentEvent> disputed(Notice.Disputed dispute) {
        return knows(dispute.dispute()) ? List.of() : List.of(opened(dispute));
    }

    private List<PaymentEvent> settled(Notice.DisputeSettled settled) {
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
