package souk.kernel;

/** Identifiers: a prefix that names the kind, then 26 characters of time-ordered base 32. */
public final class Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;
    private static final boolean[] LETTERS = new boolean[128];

    static {
        for (char letter : ALPHABET) {
            LETTERS[letter] = true;
        }
    }

    private Ids() {}

    /** 48 bits of time, then 80 bits of the given randomness: sorts by time of creation. */
    public static String of(String prefix, long epochMillis, byte[] random) {
        if (random.length < 10) {
            throw new IllegalArgumentException("80 random bits are needed");
        }
        long high = (epochMillis << 16) | (random[0] & 0xffL) << 8 | random[1] & 0xffL;
        long low = 0;
        for (int i = 2; i < 10; i++) {
            low = low << 8 | random[i] & 0xffL;
        }
        char[] body = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            body[i] = ALPHABET[(int) (low & 31)];
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return prefix + new String(body);
    }

    /** The given id, if it has the prefix and the form of one of ours. */
    public static String requireForm(String prefix, String value) {
        if (!value.startsWith(prefix) || !isBody(value, prefix.length())) {
            throw new InvalidValue(
                    "invalid_id", "must be " + prefix + " and 26 characters of base 32");
        }
        return value;
    }

    // every row that is read has some: a regular expression takes ten times as long
    private static boolean isBody(String value, int start) {
        if (value.length() != start + LENGTH || value.charAt(start) > '7') {
            return false;
        }
        for (int i = start; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter >= LETTERS.length || !LETTERS[letter]) {
                return false;
            }
        }
        return true;
    }
}
