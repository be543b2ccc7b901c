package souk.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.regex.Pattern;

/** A stock keeping unit: what is priced, stocked and sold. */
public record Sku(@JsonValue String value) {

    private static final int LONGEST = 64;
    private static final String MARKS = "._/-";

    /** What is between two slashes, or behind the last, is a name and no way up. */
    private static final Pattern STEPS =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sku {
        if (!isOne(value)) {
            throw new InvalidValue(
                    "invalid_sku",
                    "must be 1 to 64 letters, digits, dots, dashes, underscores or slashes");
        }
    }

    // every line of every order has one: a regular expression takes ten times as long
    private static boolean isOne(String value) {
        if (value.isEmpty() || value.length() > LONGEST || !isPlain(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (!isPlain(letter) && MARKS.indexOf(letter) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9';
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
