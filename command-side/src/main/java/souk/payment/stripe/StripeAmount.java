package souk.payment.stripe;

import souk.kernel.Money;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * Money as Stripe writes it: a number whose scale is Stripe's own, and a currency in small letters.
 * The scales are those of https://docs.stripe.com/currencies.
 */
public record StripeAmount(long amount, String currency) {

    private static final Set<String> WHOLE =
            Set.of(
                    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND",
                    "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private static final long TENTH = 10;

    /**
     * @throws ArithmeticException where Stripe has no such amount
     */
    public static StripeAmount of(Money money) {
        int shift = scale(money.currency()) - money.currency().getDefaultFractionDigits();
        long amount = money.amount();
        if (shift >= 0) {
            amount = Math.multiplyExact(amount, power(shift));
        } else if (amount % power(-shift) == 0) {
            amount /= power(-shift);
        } else {
            throw new ArithmeticException(
                    money.amount() + " " + money.currency() + " is finer than Stripe can tell");
        }
        return new StripeAmount(
                amount, money.currency().getCurrencyCode().toLowerCase(Locale.ROOT));
    }

    /** The smallest of our amounts that Stripe has, in our minor units. */
    public static long smallest(Currency currency) {
        return power(Math.max(0, currency.getDefaultFractionDigits() - scale(currency)));
    }

    /** The largest of our amounts that can be written in Stripe's scale. */
    public static long largest(Currency currency) {
        return Long.MAX_VALUE
                / power(Math.max(0, scale(currency) - currency.getDefaultFractionDigits()));
    }

    /** The smallest of our amounts that a card is charged with; others are multiples of it. */
    static long smallestChargeable(Currency currency) {
        return THOUSANDTHS.contains(currency.getCurrencyCode()) ? TENTH : smallest(currency);
    }

    public Money money() {
        Currency known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        int shift = known.getDefaultFractionDigits() - scale(known);
        return shift >= 0
                ? new Money(Math.multiplyExact(amount, power(shift)), known)
                : new Money(amount / power(-shift), known);
    }

    /** Cards know hundredths at most: of a thousandth's currency, the last digit must be none. */
    boolean isChargeable() {
        return !THOUSANDTHS.contains(currency.toUpperCase(Locale.ROOT)) || amount % TENTH == 0;
    }

    private static int scale(Currency currency) {
        String code = currency.getCurrencyCode();
        return WHOLE.contains(code) ? 0 : THOUSANDTHS.contains(code) ? 3 : 2;
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }
}
