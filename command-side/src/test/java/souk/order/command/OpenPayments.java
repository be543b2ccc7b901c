package souk.order.command;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.PaymentId;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.command.Charges;
import souk.payment.command.Payments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nobody has paid yet; whether somebody is about to is said beforehand. */
class OpenPayments implements Payments {

    private final Map<Currency, Long> coins;
    private final Map<Currency, Long> least = new HashMap<>();
    private final Map<Currency, Long> most = new HashMap<>();
    private final List<PaymentId> ended = new ArrayList<>();
    private Optional<Rejection> refusal = Optional.empty();

    OpenPayments() {
        this(Map.of());
    }

    /**
     * @param coins the smallest amounts, where they are greater than one
     */
    OpenPayments(Map<Currency, Long> coins) {
        this.coins = coins;
    }

    /** Neither less nor more can be paid. */
    OpenPayments charging(Money from, Money to) {
        least.put(from.currency(), from.amount());
        most.put(to.currency(), to.amount());
        return this;
    }

    void refuseToEnd(Rejection rejection) {
        refusal = Optional.of(rejection);
    }

    /** In the decisions of those who gave up. */
    List<PaymentId> ended() {
        return ended;
    }

    @Override
    public PaymentView request(
            PaymentId payment, String reference, Money amount, Instant payUntil) {
        return new PaymentView(
                payment,
                reference,
                PaymentStatus.OPEN,
                amount,
                Money.zero(amount.currency()),
                Money.zero(amount.currency()),
                null,
                payUntil,
                List.of(),
                false,
                0);
    }

    @Override
    public Charges charges(Currency currency) {
        long coin = coins.getOrDefault(currency, 1L);
        return new Charges(
                coin,
                least.getOrDefault(currency, coin),
                most.getOrDefault(currency, Long.MAX_VALUE));
    }

    @Override
    public LastCall lastCall(PaymentId payment, Instant now) {
        return () -> {
            refusal.ifPresent(
                    it -> {
                        throw new Rejected(it);
                    });
            ended.add(payment);
        };
    }
}
