package souk.account.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** A password that somebody chooses: never leaves HTTP but as a hash. */
record Password(@JsonValue String value) {

    private static final int SHORTEST = 8;

    /** What is behind them, bcrypt does not look at. */
    private static final int LONGEST_BYTES = 72;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Password {
        value = normal(value);
        if (value.codePointCount(0, value.length()) < SHORTEST || !fits(value)) {
            throw new InvalidValue(
                    "invalid_password",
                    "must have at least %d characters, and at most %d bytes"
                            .formatted(SHORTEST, LONGEST_BYTES));
        }
    }

    static boolean fits(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    /** The same, whatever keyboard it was typed on. */
    static String normal(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFC);
    }

    @Override
    public String toString() {
        return "a password"; // not for logs
    }
}
