package souk.order.command;

import souk.kernel.Money;
import souk.payment.PaymentId;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.command.Payments;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * Payments that nobody has paid yet.
 *
 * @param coins the smallest amounts, where they are greater than one
 */
record OpenPayments(Map<Currency, Long> coins) implements Payments {

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
    public long smallest(Currency currency) {
        return coins.getOrDefault(currency, 1L);
    }
}
