package souk.order.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import souk.catalog.CategoryId;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What the state gets. Where nothing is said, nothing.
 *
 * @param included whether prices hold the tax already; otherwise it comes on top
 * @param onShipping whether shipping is taxed, at the rate of the country
 * @param defaultPercent where no rate fits
 */
@ConfigurationProperties("souk.tax")
record TaxSettings(
        @DefaultValue("false") boolean included,
        @DefaultValue("true") boolean onShipping,
        @DefaultValue("0") BigDecimal defaultPercent,
        @DefaultValue List<Rate> rates) {

    TaxSettings {
        rates = List.copyOf(rates);
        millionths(defaultPercent);
    }

    /**
     * Where several fit, that of the nearest category counts, then the first.
     *
     * @param countries in which it applies; none for all
     * @param categories to which it applies, with all below them; none for all
     */
    record Rate(
            @DefaultValue Set<String> countries,
            @DefaultValue Set<CategoryId> categories,
            BigDecimal percent) {

        Rate {
            countries = Set.copyOf(countries);
            categories = Set.copyOf(categories);
            TaxSettings.millionths(percent);
        }

        long millionths() {
            return TaxSettings.millionths(percent);
        }

        boolean isIn(String country) {
            return countries.isEmpty() || countries.contains(country);
        }
    }

    /** Up to four decimals of a percent: 19, 5.5, 8.875. */
    static long millionths(BigDecimal percent) {
        long millionths = percent.movePointRight(4).longValueExact();
        if (millionths < 0 || millionths > 10_000_000) {
            throw new IllegalArgumentException(percent + " % is no rate");
        }
        return millionths;
    }
}
