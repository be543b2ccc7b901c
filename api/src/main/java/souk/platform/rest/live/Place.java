package souk.platform.rest.live;

import org.jspecify.annotations.Nullable;

import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client has got: as it is written in {@code id}. That is the position of the event;
 * where more messages about the same event follow, they are numbered.
 *
 * @param last of the messages about the event; all of them where it is the position alone
 */
record Place(long position, int last) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:\\.([0-9]{1,4}))?");
    private static final int ALL = Integer.MAX_VALUE;

    static Place after(long position) {
        return new Place(position, ALL);
    }

    static @Nullable Place parse(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return null;
        }
        Matcher matcher = FORM.matcher(id.strip());
        if (!matcher.matches()) {
            throw new ProblemException(
                    Problem.invalid(
                            "lastEventId", "invalid_event_id", "must be an id of this stream"));
        }
        String last = matcher.group(2);
        return new Place(
                Long.parseLong(matcher.group(1)), last == null ? ALL : Integer.parseInt(last));
    }

    /** Up to here nothing is missing. */
    long complete() {
        return last == ALL ? position : position - 1;
    }

    boolean covers(long at, int index) {
        return at < position || at == position && index <= last;
    }

    @Override
    public String toString() {
        return last == ALL ? Long.toString(position) : position + "." + last;
    }
}
