package souk.platform.store;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Whom stored JSON may be about, found without reading all of it. */
final class Subjects {

    // no text holds this: quotes in there have a backslash before them
    private static final String MARK = "{\"subject\":\"";

    private Subjects() {}

    /** Adds subjects, and maybe what only looks like some. */
    static void in(byte[] json, Collection<String> subjects) {
        // a letter for each byte: looked through many at a time
        String letters = new String(json, StandardCharsets.ISO_8859_1);
        int at = letters.indexOf(MARK);
        while (at >= 0) {
            int begin = at + MARK.length();
            int quote = letters.indexOf('"', begin);
            int end = quote < 0 ? json.length : quote;
            subjects.add(new String(json, begin, end - begin, StandardCharsets.UTF_8));
            at = letters.indexOf(MARK, end);
        }
    }
}
