package souk.payment.command;

import org.springframework.stereotype.Component;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.MoneyOnItsWay;
import souk.payment.PaymentView;
import souk.platform.command.Apart;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;

/** Payments as those know them who wait for the money, and have to know when to stop. */
@Component
class AwaitedPayments implements Payments {

    /**
     * So long after the time to pay, goods are kept for somebody who may have paid at a provider
     * that does not answer. Others want to buy them, too: money that comes later goes back.
     */
    private static final Duration BENEFIT_OF_DOUBT = Duration.ofHours(24);

    private static final LastCall NOTHING_TO_RECORD = () -> {};

    private final StoredPayments payments;
    private final PaymentProvider provider;

    AwaitedPayments(StoredPayments payments, PaymentProvider provider) {
        this.payments = payments;
        this.provider = provider;
    }

    @Override
    public PaymentView request(
            PaymentId payment, String reference, Money amount, Instant payUntil) {
        return payments.request(payment, reference, amount, payUntil);
    }

    @Override
    public Charges charges(Currency currency) {
        return provider.charges(currency);
    }

    @Override
    public LastCall lastCall(PaymentId payment, Instant now) {
        return payments.look(payment)
                .state()
                .filter(it -> !now.isBefore(it.payUntil()))
                .map(it -> lastCall(it, now))
                .orElse(NOTHING_TO_RECORD);
    }

    private LastCall lastCall(PaymentState state, Instant now) {
        if (state.isPaid()) {
            return refused(new MoneyOnItsWay(state.paymentId()));
        }
        // pages of a provider that the shop has left are beyond our reach
        return state.openPage()
                .filter(it -> it.provider().equals(provider.name()))
                .map(it -> closing(state, it, now))
                .orElse(NOTHING_TO_RECORD);
    }

    private LastCall closing(PaymentState state, PayPage page, Instant now) {
        try {
            return switch (Apart.from(() -> provider.close(page.session()))) {
                case CLOSED -> () -> closed(state.paymentId(), page.session());
                case PAID -> refused(new MoneyOnItsWay(state.paymentId()));
            };
        } catch (Rejected no) {
            boolean mayAnswer = no.rejection().retryable();
            boolean inDoubt = now.isBefore(state.payUntil().plus(BENEFIT_OF_DOUBT));
            return mayAnswer && inDoubt ? refused(no.rejection()) : NOTHING_TO_RECORD;
        }
    }

    private void closed(PaymentId payment, String session) {
        payments.change(payment, it -> it.happened(was -> new Ledger(was, null).closed(session)));
    }

    private static LastCall refused(Rejection rejection) {
        return () -> {
            throw new Rejected(rejection);
        };
    }
}
