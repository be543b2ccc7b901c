package souk.projection.query;

import org.jspecify.annotations.Nullable;

import souk.platform.query.Letter;

import java.time.Instant;

/** Behind which letter a page begins. */
record Cursor(Instant time, String id) {

    private static final Cursor START = new Cursor(Instant.EPOCH, "");
    private static final String SEPARATOR = "_";

    static String behind(Letter letter) {
        return letter.enqueuedAt() + SEPARATOR + letter.id();
    }

    static Cursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        int end = text.indexOf(SEPARATOR);
        return new Cursor(Instant.parse(text.substring(0, end)), text.substring(end + 1));
    }
}
