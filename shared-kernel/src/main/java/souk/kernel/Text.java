package souk.kernel;

/** Texts that people write, as far as they can be kept and shown. */
public final class Text {

    private Text() {}

    /** Something on one line, without blanks around it. */
    public static String line(String name, String value, int longest) {
        return checked(name, value, 1, longest, false);
    }

    /** Any number of lines, or none. */
    public static String lines(String name, String value, int longest) {
        return checked(name, value, 0, longest, true);
    }

    private static String checked(
            String name, String value, int shortest, int longest, boolean breaks) {
        String text = value.strip();
        int length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            throw new InvalidValue(
                    "invalid_" + name, "must be " + shortest + " to " + longest + " characters");
        }
        if (text.codePoints().anyMatch(it -> isUnfit(it) && !(breaks && isBreak(it)))) {
            throw new InvalidValue("invalid_" + name, "must not hold control characters");
        }
        return text;
    }

    // half a character can't be written as UTF-8
    private static boolean isUnfit(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE;
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }
}
