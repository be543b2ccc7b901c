package souk.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;

import java.util.regex.Pattern;

/** Where somebody can be called, as he writes it himself. */
public record PhoneNumber(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("\\+?[0-9][0-9 ()./-]{3,30}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PhoneNumber {
        value = value.strip();
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue("invalid_phone", "must be a telephone number");
        }
    }

    @Override
    public String toString() {
        return "a telephone number"; // not for logs
    }
}
