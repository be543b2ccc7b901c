package souk.payment.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.payment.NoticeOutcome;
import souk.payment.PaymentCommand.EndPayment;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.PaymentRejection.PaymentNotFound;
import souk.payment.PaymentRejection.PaymentNotInState;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.ProviderCommand.ExecuteRefund;
import souk.payment.ProviderCommand.ExpireSession;
import souk.payment.command.PaymentProvider.Checkout;
import souk.payment.command.PaymentProvider.Closing;
import souk.payment.command.PaymentProvider.Giveback;
import souk.payment.command.PaymentProvider.Outcome;
import souk.payment.command.PaymentProvider.Page;
import souk.platform.command.Apart;
import souk.platform.command.Errands;

import java.time.Clock;
import java.time.Instant;

/**
 * Decisions that take a provider. He is asked first, while nothing is held; what he says is
 * recorded then. If that fails he is asked again, under the same key.
 */
@Component
class PaymentDecisions {

    private final StoredPayments payments;
    private final PaymentProvider provider;
    private final ObjectProvider<Errands> errands;
    private final Clock clock;

    PaymentDecisions(
            StoredPayments payments,
            PaymentProvider provider,
            ObjectProvider<Errands> errands,
            Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.errands = errands;
        this.clock = clock;
    }

    @CommandHandler
    PaymentView decide(OpenSession command) {
        PaymentId payment = command.paymentId();
        PaymentState state = mustFind(payment);
        PayPage before = state.openPage().orElse(null);
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.expiresAt())) {
            return unchanged(payment);
        }
        mustBePayable(state, now);
        if (before != null && close(before) == Closing.PAID) {
            return unchanged(payment);
        }
        var checkout =
                new Checkout(
                        payment,
                        state.pages().size() + 1,
                        state.reference(),
                        state.amount(),
                        state.payUntil());
        Page page = Apart.from(() -> provider.open(checkout));
        return change(
                payment,
                it -> {
                    if (before != null) {
                        it.closed(before.session(), null);
                    }
                    it.opened(provider.name(), page);
                });
    }

    /** Nothing happens where nobody was asked to pay. */
    @CommandHandler
    void decide(EndPayment command) {
        payments.change(
                command.paymentId(),
                it -> {
                    it.end();
                    mustBeClosed(it);
                });
    }

    @CommandHandler
    void decide(ExpireSession command) {
        PaymentState state = mustFind(command.paymentId());
        PayPage page = state.openPage().filter(_ -> state.ended()).orElse(null);
        if (page != null && close(page) == Closing.CLOSED) {
            change(command.paymentId(), it -> it.closed(page.session(), null));
        }
    }

    @CommandHandler
    void decide(ExecuteRefund command) {
        PaymentState state = mustFind(command.paymentId());
        Refund refund =
                state.refund(command.refundId())
                        .orElseThrow(() -> new Rejected(new RefundNotFound()));
        if (!refund.isPending()) {
            return;
        }
        mustBeOurs(state.pages().isEmpty() ? null : state.pages().getLast());
        int attempt = refund.attempt();
        var giveback =
                new Giveback(
                        command.paymentId(),
                        refund.id(),
                        attempt,
                        refund.transaction(),
                        refund.amount());
        switch (Apart.from(() -> provider.refund(giveback))) {
            case Outcome.Done done ->
                    change(
                            command.paymentId(),
                            it -> it.refunded(refund.id(), attempt, done.providerRefund(), null));
            case Outcome.Refused refused ->
                    change(
                            command.paymentId(),
                            it -> it.refundFailed(refund.id(), attempt, refused.reason(), null));
            case Outcome.Underway _ -> {}
        }
    }

    @CommandHandler
    NoticeOutcome decide(ReceiveNotice command) {
        Notice notice = Apart.from(() -> provider.interpret(command.body()));
        return switch (notice) {
            case Notice.Irrelevant _ -> NoticeOutcome.IGNORED;
            case Notice.OfPayment told -> {
                payments.change(
                                told.payment(),
                                it -> {
                                    it.told(told, command.notice());
                                    mustBeClosed(it);
                                })
                        .orElseThrow(
                                () ->
                                        new Rejected(
                                                new NoticeContradicts(
                                                        "nobody asked for " + told.payment())));
                yield NoticeOutcome.APPLIED;
            }
        };
    }

    private PaymentView change(PaymentId payment, java.util.function.Consumer<Payment> change) {
        return payments.change(
                        payment,
                        it -> {
                            change.accept(it);
                            mustBeClosed(it);
                        })
                .orElseThrow(() -> new Rejected(new PaymentNotFound()));
    }

    private PaymentView unchanged(PaymentId payment) {
        return payments.change(payment, _ -> {})
                .orElseThrow(() -> new Rejected(new PaymentNotFound()));
    }

    private Closing close(PayPage page) {
        mustBeOurs(page);
        return Apart.from(() -> provider.close(page.session()));
    }

    // whoever ended the payment does so again until he has succeeded, so this is not forgotten
    private void mustBeClosed(Payment payment) {
        PaymentState state = payment.state();
        if (state.ended() && state.openPage().isPresent()) {
            var closing = new ExpireSession(state.paymentId());
            CurrentUnitOfWork.get()
                    .root()
                    .afterCommit(
                            _ ->
                                    Apart.from(
                                            () -> {
                                                errands.getObject().at(clock.instant(), closing);
                                                return closing;
                                            }));
        }
    }

    private PaymentState mustFind(PaymentId payment) {
        return payments.look(payment)
                .state()
                .orElseThrow(() -> new Rejected(new PaymentNotFound()));
    }

    private static void mustBePayable(PaymentState state, Instant now) {
        if (state.status() != PaymentStatus.OPEN) {
            throw new Rejected(new PaymentNotInState(state.status()));
        }
        if (!now.isBefore(state.payUntil())) {
            throw new Rejected(new PaymentNotInState(PaymentStatus.EXPIRED));
        }
    }

    // pages of a provider that the shop has left are beyond our reach
    private void mustBeOurs(@Nullable PayPage page) {
        if (page != null && !page.provider().equals(provider.name())) {
            throw new Rejected(new ProviderUnavailable(page.provider()));
        }
    }
}
