package souk.payment.stripe;

import static java.util.Map.entry;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/**
 * How little and how much a card is charged with at once, as https://docs.stripe.com/currencies
 * tells it: here in Stripe's scale, to others in our minor units.
 */
final class StripeLimits {

    /**
     * For accounts that are settled in the same currency. What Stripe changes into another has to
     * be worth that one's least, at a rate that nobody knows before.
     */
    private static final Map<String, Long> LEAST =
            Map.ofEntries(
                    entry("AED", 200L),
                    entry("AUD", 50L),
                    entry("BGN", 100L),
                    entry("BRL", 50L),
                    entry("CAD", 50L),
                    entry("CHF", 50L),
                    entry("CZK", 1_500L),
                    entry("DKK", 250L),
                    entry("EUR", 50L),
                    entry("GBP", 30L),
                    entry("HKD", 400L),
                    entry("HUF", 17_500L),
                    entry("INR", 50L),
                    entry("JPY", 50L),
                    entry("MXN", 1_000L),
                    entry("MYR", 200L),
                    entry("NOK", 300L),
                    entry("NZD", 50L),
                    entry("PLN", 200L),
                    entry("RON", 200L),
                    entry("SEK", 300L),
                    entry("SGD", 50L),
                    entry("THB", 1_000L),
                    entry("USD", 50L));

    private static final long EIGHT_DIGITS = 99_999_999L;

    /** Where eight digits would be too little to buy much with. */
    private static final Map<String, Long> MOST =
            Map.of(
                    "COP", 999_999_999_999L,
                    "HUF", 999_999_999_900L,
                    "IDR", 999_999_999_999L,
                    "INR", 999_999_999L,
                    "JPY", 9_999_999_999L,
                    "LBP", 99_999_999_999_999L);

    private StripeLimits() {}

    static long least(Currency currency) {
        Long told = LEAST.get(currency.getCurrencyCode());
        return told == null
                ? StripeAmount.smallestChargeable(currency)
                : inMinorUnits(told, currency);
    }

    static long most(Currency currency) {
        return inMinorUnits(MOST.getOrDefault(currency.getCurrencyCode(), EIGHT_DIGITS), currency);
    }

    private static long inMinorUnits(long amount, Currency currency) {
        String code = currency.getCurrencyCode().toLowerCase(Locale.ROOT);
        return new StripeAmount(amount, code).money().amount();
    }
}
