package souk.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Sha256;

import java.util.Locale;
import java.util.regex.Pattern;

/** Stands for an e-mail address where the address itself must not be read. */
public record EmailKey(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EmailKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no hash of an address");
        }
    }

    static EmailKey of(EmailAddress email) {
        return new EmailKey(Sha256.hex("souk e-mail " + email.value().toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return value;
    }
}
