package souk.order;

import org.jspecify.annotations.Nullable;

import souk.kernel.InvalidValue;
import souk.kernel.Text;

import java.util.Locale;

/**
 * Where something is sent to.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Address(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {

    private static final int LONGEST = 200;
    private static final int LONGEST_CODE = 20;

    public Address {
        name = Text.line("name", name, LONGEST);
        line1 = Text.line("line1", line1, LONGEST);
        line2 = optional("line2", line2);
        city = Text.line("city", city, LONGEST);
        region = optional("region", region);
        postalCode = Text.line("postalCode", postalCode, LONGEST_CODE);
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            throw new InvalidValue("invalid_country", "must be a country of ISO 3166-1 alpha-2");
        }
    }

    private static @Nullable String optional(String name, @Nullable String value) {
        return value == null || value.isBlank() ? null : Text.line(name, value, LONGEST);
    }

    @Override
    public String toString() {
        return "an address in " + country; // not for logs
    }
}
