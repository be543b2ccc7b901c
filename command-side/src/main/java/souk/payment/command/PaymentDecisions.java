package souk.payment.command;

import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.payment.PaymentCommand.EndPayment;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.PaymentNotFound;
import souk.payment.PaymentRejection.PaymentNotInState;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.ProviderCommand.ExpireSession;
import souk.payment.command.PaymentProvider.Checkout;
import souk.payment.command.PaymentProvider.Closing;
import souk.payment.command.PaymentProvider.Page;
import souk.platform.command.Apart;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Pages to pay on: opened, one after the other, and closed. The provider is asked first, while
 * nothing is held; what he says is recorded then. If that fails he is asked again, under the same
 * key.
 */
@Component
class PaymentDecisions {

    private final StoredPayments payments;
    private final PaymentProvider provider;
    private final Clock clock;

    PaymentDecisions(StoredPayments payments, PaymentProvider provider, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.clock = clock;
    }

    @CommandHandler
    PaymentView decide(OpenSession command) {
        PaymentId payment = command.paymentId();
        PaymentState state = mustFind(payment);
        PayPage before = state.openPage().orElse(null);
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.expiresAt())) {
            return change(payment, _ -> {});
        }
        mustBePayable(state, now);
        if (before != null && close(before) == Closing.PAID) {
            return change(payment, _ -> {});
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
                        it.happened(was -> asked(was).closed(before.session()));
                    }
                    it.happened(was -> asked(was).opened(provider.name(), page));
                });
    }

    /** Nothing happens where nobody was asked to pay. */
    @CommandHandler
    void decide(EndPayment command) {
        payments.change(command.paymentId(), it -> it.happened(was -> asked(was).ended()));
    }

    @CommandHandler
    void decide(ExpireSession command) {
        PaymentState state = mustFind(command.paymentId());
        PayPage page = state.openPage().filter(_ -> state.ended()).orElse(null);
        if (page != null && close(page) == Closing.CLOSED) {
            change(
                    command.paymentId(),
                    it -> it.happened(was -> asked(was).closed(page.session())));
        }
    }

    private static Ledger asked(PaymentState state) {
        return new Ledger(state, null);
    }

    private PaymentView change(PaymentId payment, Consumer<Payment> change) {
        return payments.change(payment, change)
                .orElseThrow(() -> new Rejected(new PaymentNotFound()));
    }

    // pages of a provider that the shop has left are beyond our reach
    private Closing close(PayPage page) {
        if (!page.provider().equals(provider.name())) {
            throw new Rejected(new ProviderUnavailable(page.provider()));
        }
        return Apart.from(() -> provider.close(page.session()));
    }

    private PaymentState mustFind(PaymentId payment) {
        return payments.look(payment)
                .state()
                .orElseThrow(() -> new Rejected(new PaymentNotFound()));
    }

    private static void mustBePayable(PaymentState state, Instant now) {
        if (state.ended() || state.isPaid()) {
            throw new Rejected(new PaymentNotInState(state.status()));
        }
        if (!now.isBefore(state.payUntil())) {
            throw new Rejected(new PaymentNotInState(PaymentStatus.EXPIRED));
        }
    }
}
