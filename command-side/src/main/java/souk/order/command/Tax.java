package souk.order.command;

import org.springframework.stereotype.Component;

import souk.catalog.CategoryId;
import souk.kernel.Allocation;
import souk.order.command.TaxSettings.Rate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which rate applies to what, and what it makes of an amount. Rates are in millionths. */
@Component
class Tax {

    private static final long WHOLE = 1_000_000;

    private final TaxSettings settings;

    Tax(TaxSettings settings) {
        this.settings = settings;
    }

    boolean isIncluded() {
        return settings.included();
    }

    /**
     * @param categories the nearest first
     */
    long rateFor(String country, List<CategoryId> categories) {
        return categories.stream()
                .flatMap(
                        category ->
                                rate(country, it -> it.categories().contains(category)).stream())
                .findFirst()
                .or(() -> rate(country, it -> it.categories().isEmpty()))
                .map(Rate::millionths)
                .orElseGet(() -> TaxSettings.millionths(settings.defaultPercent()));
    }

    long rateForShipping(String country) {
        return settings.onShipping() ? rateFor(country, List.of()) : 0;
    }

    /** In what tax is reckoned: what is held by prices is paid with them, and needs no coins. */
    Coin coinFor(Coin coin) {
        return settings.included() ? Coin.UNIT : coin;
    }

    /** In the amount or on top of it. */
    long of(long amount, long rate, Coin coin) {
        return coinFor(coin).halfUp(amount, rate, settings.included() ? WHOLE + rate : WHOLE);
    }

    /** In an amount that holds it already, where nobody knows the country yet. */
    long within(long amount) {
        long rate = TaxSettings.millionths(settings.defaultPercent());
        return Allocation.halfUp(amount, rate, WHOLE + rate);
    }

    private Optional<Rate> rate(String country, Predicate<Rate> which) {
        return settings.rates().stream().filter(it -> it.isIn(country)).filter(which).findFirst();
    }
}
