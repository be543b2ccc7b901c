package souk.order.command;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.order.OrderRejection.ShippingNotPossible;
import souk.order.command.ShippingSettings.Method;
import souk.order.command.ShippingSettings.Rate;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What it costs to send a consignment. */
@Component
class Shipping {

    private static final long GRAMS_OF_A_KILOGRAM = 1_000;

    private final ShippingSettings settings;

    Shipping(ShippingSettings settings) {
        this.settings = settings;
    }

    /** In coins. Refused where the method does not go, or not for that currency. */
    Money costOf(String method, String country, Money subtotal, long grams, Coin coin) {
        Rate rate =
                rateOf(settings.methods().get(method), country, subtotal.currency())
                        .orElseThrow(() -> notPossible(method, country, subtotal.currency()));
        Long freeFrom = rate.freeFrom();
        if (freeFrom != null && subtotal.amount() >= freeFrom) {
            return Money.zero(subtotal.currency());
        }
        long flat = coin.halfUp(rate.flat(), 1, 1);
        long byWeight = coin.halfUp(grams, rate.perKilogram(), GRAMS_OF_A_KILOGRAM);
        return new Money(Math.addExact(flat, byWeight), subtotal.currency());
    }

    /** What so many pieces weigh, of which each weighs that much, or nobody knows. */
    long gramsOf(int pieces, @Nullable Long each) {
        return Math.multiplyExact(each == null ? settings.defaultGrams() : each, (long) pieces);
    }

    private static Optional<Rate> rateOf(
            @Nullable Method method, String country, Currency currency) {
        return method == null
                ? Optional.empty()
                : method.rates().stream().filter(it -> it.fits(country, currency)).findFirst();
    }

    private Rejected notPossible(String method, String country, Currency currency) {
        List<String> possible =
                settings.methods().entrySet().stream()
                        .filter(it -> rateOf(it.getValue(), country, currency).isPresent())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        return new Rejected(new ShippingNotPossible(method, country, possible));
    }
}
