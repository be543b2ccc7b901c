package souk.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What somebody wants to be called. */
public record PersonName(@JsonValue String value) {

    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonName {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        if (value.isEmpty() || value.length() > LONGEST || CONTROL.matcher(value).find()) {
            throw new InvalidValue(
                    "invalid_name", "must be 1 to " + LONGEST + " characters that can be printed");
        }
    }

    @Override
    public String toString() {
        return "a name"; // not for logs
    }
}
