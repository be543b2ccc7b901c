package souk.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writing without its ornaments: what two spellings of one word have in common. */
public final class PlainText {

    /** Accents of Latin and Greek, Arabic vowel signs, the Quranic ones and the stretching dash. */
    private static final Pattern ORNAMENTS =
            Pattern.compile("[\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u0640]");

    private PlainText() {}

    /** Lower-case, without accents and vowel signs; ligatures taken apart. */
    public static String unadorned(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String plain =
                ORNAMENTS
                        .matcher(apart)
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replace("œ", "oe")
                        .replace("æ", "ae")
                        .replace("ß", "ss")
                        .replace('ø', 'o')
                        .replace('ł', 'l')
                        .replace('đ', 'd')
                        .replace('ı', 'i');
        // upper-case letters may have had accents that only lower-case shows
        return Normalizer.normalize(ORNAMENTS.matcher(plain).replaceAll(""), Normalizer.Form.NFC);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** For comparing: Arabic letters, too, that are written now this way and now that. */
    public static String folded(String text) {
        return unadorned(text)
                .replace('ٱ', 'ا')
                .replace('ى', 'ي')
                .replace('ی', 'ي')
                .replace('ک', 'ك')
                .replace('ة', 'ه');
    }
}
