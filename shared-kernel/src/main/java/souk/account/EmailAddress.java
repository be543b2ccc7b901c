package souk.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where somebody can be written to, as he writes it himself. */
public record EmailAddress(@JsonValue String value) {

    private static final int LONGEST = 254;
    private static final Set<String> GOOGLE = Set.of("gmail.com", "googlemail.com");
    private static final Pattern FORM =
            Pattern.compile("[^\\s\\p{C}@\"(),:;<>\\[\\\\\\]]{1,64}@[\\p{L}\\p{M}\\p{N}.-]+");
    private static final Pattern HOST =
            Pattern.compile("[^.-]([^.]*[^.-])?(\\.[^.-]([^.]*[^.-])?)*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EmailAddress {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        if (value.length() > LONGEST
                || !FORM.matcher(value).matches()
                || !HOST.matcher(value.substring(value.indexOf('@') + 1)).matches()) {
            throw new InvalidValue("invalid_email", "must be an e-mail address");
        }
    }

    /** The same for all ways to write this address. */
    public EmailKey key() {
        return EmailKey.of(this);
    }

    /**
     * Where letters end up: without what providers pass over, so that one who has many addresses of
     * one mailbox is known to be one.
     */
    public String mailbox() {
        String all = value.toLowerCase(Locale.ROOT);
        String user = all.substring(0, all.indexOf('@'));
        String host = ascii(all.substring(all.indexOf('@') + 1));
        int tag = user.indexOf('+');
        user = tag > 0 ? user.substring(0, tag) : user;
        return GOOGLE.contains(host) ? user.replace(".", "") + "@gmail.com" : user + "@" + host;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException odd) {
            return host; // no letter gets there
        }
    }

    @Override
    public String toString() {
        return "an e-mail address"; // not for logs
    }
}
