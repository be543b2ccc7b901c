package souk.catalog.command;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What sellers write into the attribute that says how heavy a product is. */
class Weight {

    private static final String ATTRIBUTE = "weight";
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,7})(?:[.,](\\d{1,6}))?\\h*(kg|g)", Pattern.CASE_INSENSITIVE);
    private static final int GRAMS_OF_A_KILOGRAM = 3; // digits

    private Weight() {}

    /** Null where nothing is said, or nothing that can be read. */
    static @Nullable Long grams(Map<String, String> attributes) {
        String said = attributes.get(ATTRIBUTE);
        Matcher parts = FORM.matcher(said == null ? "" : said.strip());
        if (!parts.matches()) {
            return null;
        }
        String decimals = parts.group(2) == null ? "" : "." + parts.group(2);
        BigDecimal number = new BigDecimal(parts.group(1) + decimals);
        return number.movePointRight(
                        "kg".equalsIgnoreCase(parts.group(3)) ? GRAMS_OF_A_KILOGRAM : 0)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
