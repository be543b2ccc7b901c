package souk.payment.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentCommand.RetryRefund;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.PaymentExpired;
import souk.payment.PaymentEvent.PaymentRequested;
import souk.payment.PaymentEvent.RefundFailed;
import souk.payment.PaymentEvent.RefundStarted;
import souk.payment.PaymentEvent.RefundSucceeded;
import souk.payment.PaymentEvent.SessionExpired;
import souk.payment.PaymentEvent.SessionOpened;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.PaymentRejection.PaymentNotInState;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentRejection.RefundTooLarge;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.RefundId;
import souk.platform.command.EventSourced;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * What is paid for one thing, and given back. Whatever it is told, in whatever order and however
 * often, it ends up knowing the same. What takes a provider is {@link PaymentDecisions}', what he
 * tells is {@link Ledger}'s.
 */
@EventSourced
@Published("payment.Payment")
@Revision("1")
class Payment {

    @AggregateIdentifier private PaymentId paymentId;
    private PaymentState state;

    @SuppressWarnings("NullAway.Init") // by the event
    Payment(PaymentRequested requested) {
        apply(requested);
    }

    @CommandHandler
    PaymentView decide(RefundPayment command, Clock clock) {
        if (state.refund(command.refundId()).isEmpty()) {
            Capture source = sourceOf(command);
            apply(
                    new RefundStarted(
                            paymentId,
                            state.reference(),
                            command.refundId(),
                            source.transaction(),
                            command.amount(),
                            command.reason()));
        }
        return view(clock);
    }

    @CommandHandler
    PaymentView decide(RetryRefund command, Clock clock) {
        Refund refund = mustOwe(command.refundId());
        if (refund.isDone()) {
            throw new Rejected(new PaymentNotInState(state.status()));
        }
        if (refund.hasFailed()) {
            Money left = state.refundable(state.capture(refund.transaction()).orElseThrow());
            if (refund.amount().amount() > left.amount()) {
                throw new Rejected(new RefundTooLarge(left));
            }
            apply(
                    new RefundStarted(
                            paymentId,
                            state.reference(),
                            refund.id(),
                            refund.transaction(),
                            refund.amount(),
                            refund.reason()));
        }
        return view(clock);
    }

    /** Even if nobody is to pay any more: then it has to be closed again. */
    void opened(String provider, PaymentProvider.Page page) {
        if (state.page(page.session()).isEmpty()) {
            Instant until =
                    page.expiresAt().isBefore(state.payUntil())
                            ? page.expiresAt()
                            : state.payUntil();
            apply(
                    new SessionOpened(
                            paymentId,
                            state.reference(),
                            provider,
                            page.session(),
                            page.url(),
                            until));
        }
    }

    void closed(String session, @Nullable String notice) {
        if (state.page(session).filter(it -> !it.over()).isPresent()) {
            apply(new SessionExpired(paymentId, state.reference(), session, notice));
        }
    }

    void end() {
        if (!state.ended() && state.status() == PaymentStatus.OPEN) {
            apply(new PaymentExpired(paymentId, state.reference()));
        }
    }

    void refunded(RefundId id, int attempt, String byProvider, @Nullable String notice) {
        Refund refund = mustOwe(id);
        if (attempt == refund.attempt() && refund.isPending()) {
            apply(
                    new RefundSucceeded(
                            paymentId,
                            state.reference(),
                            id,
                            refund.transaction(),
                            refund.amount(),
                            byProvider,
                            notice));
        }
    }

    /** Banks can change their minds: what has failed has failed, even after it went well. */
    void refundFailed(RefundId id, int attempt, String why, @Nullable String notice) {
        Refund refund = mustOwe(id);
        if (attempt == refund.attempt() && !refund.hasFailed()) {
            apply(
                    new RefundFailed(
                            paymentId,
                            state.reference(),
                            id,
                            refund.transaction(),
                            refund.amount(),
                            why,
                            notice));
        }
    }

    void told(Notice.OfPayment what, String notice) {
        var ledger = new Ledger(state, notice);
        switch (what) {
            case Notice.PagePaid paid -> {
                mustKnow(paid.session());
                ledger.captured(paid.transaction(), paid.amount()).forEach(this::happened);
            }
            case Notice.PageOver over -> closed(over.session(), notice);
            case Notice.Captured captured ->
                    ledger.captured(captured.transaction(), captured.amount())
                            .forEach(this::happened);
            case Notice.Declined declined -> ledger.declined(declined).forEach(this::happened);
            case Notice.GivenBack back -> ledger.givenBack(back).forEach(this::happened);
            case Notice.RefundDone done ->
                    refunded(done.refund(), done.attempt(), done.providerRefund(), notice);
            case Notice.RefundRefused refused ->
                    refundFailed(refused.refund(), refused.attempt(), refused.reason(), notice);
            case Notice.Disputed dispute -> ledger.disputed(dispute).forEach(this::happened);
            case Notice.DisputeSettled settled -> ledger.settled(settled).forEach(this::happened);
        }
    }

    @EventSourcingHandler
    void evolve(PaymentEvent event) {
        paymentId = event.paymentId();
        state = after(state, event);
    }

    static PaymentState after(@Nullable PaymentState before, PaymentEvent event) {
        return event instanceof PaymentRequested requested
                ? PaymentState.of(requested)
                : Objects.requireNonNull(before, "the first event requests it").after(event);
    }

    PaymentState state() {
        return state;
    }

    PaymentView view(Clock clock) {
        return state.view(clock.instant(), getVersion());
    }

    private void happened(PaymentEvent event) {
        apply(event);
    }

    // where none is named: of what came first, if there is enough of it left
    private Capture sourceOf(RefundPayment command) {
        Money wanted = command.amount();
        return state.captures().stream()
                .filter(
                        it ->
                                command.transaction() == null
                                        || it.transaction().equals(command.transaction()))
                .filter(it -> wanted.currency().equals(it.amount().currency()))
                .filter(it -> wanted.amount() <= state.refundable(it).amount())
                .findFirst()
                .filter(_ -> wanted.amount() > 0)
                .orElseThrow(() -> new Rejected(new RefundTooLarge(refundable(command))));
    }

    private Money refundable(RefundPayment command) {
        return state.captures().stream()
                .filter(
                        it ->
                                command.transaction() == null
                                        || it.transaction().equals(command.transaction()))
                .map(state::refundable)
                .max(Comparator.comparingLong(Money::amount))
                .orElse(state.zero());
    }

    private Refund mustOwe(RefundId id) {
        return state.refund(id).orElseThrow(() -> new Rejected(new RefundNotFound()));
    }

    private void mustKnow(String session) {
        if (state.page(session).isEmpty()) {
            throw new Rejected(
                    new NoticeContradicts("session " + session + " is none of " + paymentId));
        }
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Payment() {}
}
