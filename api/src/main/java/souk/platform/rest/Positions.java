package souk.platform.rest;

import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

import souk.kernel.MessageKeys;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.util.regex.Pattern;

/** {@code Souk-Position}: handed out after commands, sent back to be answered no earlier. */
public final class Positions {

    public static final String HEADER = "Souk-Position";

    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}");

    private Positions() {}

    static @Nullable Long askedFor() {
        String header = Exchange.request().getHeader(HEADER);
        if (header == null) {
            return null;
        }
        if (!FORM.matcher(header).matches()) {
            throw new ProblemException(ProblemCode.INVALID_POSITION);
        }
        return Long.valueOf(header);
    }

    static void answerWith(@Nullable Long position) {
        if (position != null && position >= 0) { // before the first event there is none
            Exchange.response().setHeader(HEADER, position.toString());
        }
    }

    // over the network numbers may come back as other numbers, or as text
    static @Nullable Long in(MetaData metaData) {
        return switch (metaData.get(MessageKeys.POSITION)) {
            case Number number -> (Long) number.longValue();
            case String text -> Long.valueOf(text);
            case null, default -> null;
        };
    }

    static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
