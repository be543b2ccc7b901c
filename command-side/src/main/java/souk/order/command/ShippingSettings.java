package souk.order.command;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How things are sent, and what that costs. Where nothing is said, {@code standard} goes everywhere
 * for nothing.
 *
 * @param defaultGrams what one piece weighs if its product does not tell
 */
@ConfigurationProperties("souk.shipping")
record ShippingSettings(
        @DefaultValue("500") long defaultGrams, @DefaultValue Map<String, Method> methods) {

    private static final String STANDARD = "standard";

    ShippingSettings {
        methods =
                methods.isEmpty()
                        ? Map.of(STANDARD, new Method(List.of(Rate.FREE)))
                        : Map.copyOf(methods);
    }

    /** The first rate that fits is taken. Where none does, the method does not go. */
    record Method(@DefaultValue List<Rate> rates) {
        Method {
            rates = List.copyOf(rates);
        }
    }

    /**
     * What one consignment costs, in minor units of the currency.
     *
     * @param countries to which the rate applies; none for all
     * @param perKilogram by the gram, a half rounded up
     * @param freeFrom what the things of the consignment must cost to be sent for nothing
     */
    record Rate(
            @DefaultValue Set<String> countries,
            @Nullable Currency currency,
            @DefaultValue("0") long flat,
            @DefaultValue("0") long perKilogram,
            @Nullable Long freeFrom) {

        static final Rate FREE = new Rate(Set.of(), null, 0, 0, null);

        Rate {
            countries = Set.copyOf(countries);
            if (flat < 0 || perKilogram < 0) {
                throw new IllegalArgumentException("Nobody is paid for being sent something");
            }
            if (currency == null && (flat > 0 || perKilogram > 0)) {
                throw new IllegalArgumentException("A shipping rate must name its currency");
            }
        }

        boolean fits(String country, Currency paidIn) {
            return (countries.isEmpty() || countries.contains(country))
                    && (currency == null || currency.equals(paidIn));
        }
    }
}
