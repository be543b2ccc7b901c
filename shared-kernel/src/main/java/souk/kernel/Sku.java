package souk.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.regex.Pattern;

/** A stock keeping unit: what is priced, stocked and sold. */
public record Sku(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sku {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "invalid_sku",
                    "must be 1 to 64 letters, digits, dots, dashes, underscores or slashes");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
