package souk.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.regex.Pattern;

/** A stock keeping unit: what is priced, stocked and sold. */
public record Sku(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");

    /** What is between two slashes, or behind the last, is a name and no way up. */
    private static final Pattern STEPS =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sku {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "invalid_sku",
                    "must be 1 to 64 letters, digits, dots, dashes, underscores or slashes");
        }
    }

    /** Whether a path can lead to it: anything else is readable, but nobody may be given it. */
    public boolean fitsIntoPaths() {
        return STEPS.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
