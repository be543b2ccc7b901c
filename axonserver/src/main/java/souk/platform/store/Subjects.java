package souk.platform.store;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Whom stored JSON may be about, found without reading all of it. */
final class Subjects {

    // no text holds this: quotes in there have a backslash before them
    private static final byte[] MARK = "{\"subject\":\"".getBytes(StandardCharsets.US_ASCII);

    private Subjects() {}

    /** Adds subjects, and maybe what only looks like some. */
    static void in(byte[] json, Collection<String> subjects) {
        int last = json.length - MARK.length;
        for (int at = 0; at <= last; at++) {
            if (json[at] == '{' && isMark(json, at)) {
                int begin = at + MARK.length;
                int end = begin;
                while (end < json.length && json[end] != '"') {
                    end++;
                }
                subjects.add(new String(json, begin, end - begin, StandardCharsets.UTF_8));
                at = end;
            }
        }
    }

    private static boolean isMark(byte[] json, int at) {
        for (int i = 1; i < MARK.length; i++) {
            if (json[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
