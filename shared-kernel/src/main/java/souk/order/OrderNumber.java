package souk.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * What people call an order by on the telephone: a prefix, the day, seven characters that follow
 * from no other order's, and one that tells a slip of the tongue.
 */
public record OrderNumber(@JsonValue String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BASE = ALPHABET.length();
    private static final int LENGTH = 7;
    private static final Pattern FORM = Pattern.compile("[A-Z]{1,6}-\\d{6}-[0-9A-HJKMNP-TV-Z]{8}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderNumber {
        if (!FORM.matcher(value).matches()
                || checkOf(bare(value)) != value.charAt(value.length() - 1)) {
            throw new InvalidValue("invalid_number", "is no order number");
        }
    }

    /** The number made of the last 35 of the given random bits. */
    public static OrderNumber of(String prefix, LocalDate day, long random) {
        char[] body = new char[LENGTH];
        long rest = random;
        for (int i = LENGTH - 1; i >= 0; i--) {
            body[i] = ALPHABET.charAt((int) (rest & (BASE - 1)));
            rest >>>= 5;
        }
        String bare =
                prefix
                        + "-"
                        + DateTimeFormatter.ofPattern("yyMMdd").format(day)
                        + "-"
                        + new String(body);
        return new OrderNumber(bare + checkOf(bare));
    }

    private static String bare(String number) {
        return number.substring(0, number.length() - 1);
    }

    /** Luhn's sum, in base 32, over digits and letters: finds a wrong one and most swapped ones. */
    private static char checkOf(String bare) {
        int sum = 0;
        int factor = 2;
        for (int i = bare.length() - 1; i >= 0; i--) {
            int digit = ALPHABET.indexOf(bare.charAt(i));
            if (digit >= 0) {
                int product = digit * factor;
                sum += product / BASE + product % BASE;
                factor = 3 - factor;
            }
        }
        return ALPHABET.charAt((BASE - sum % BASE) % BASE);
    }

    @Override
    public String toString() {
        return value;
    }
}
