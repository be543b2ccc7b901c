package souk.platform.rest.call;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import souk.kernel.Ids;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id that a caller or a proxy has given to a request, if it is a sane one; else one of ours.
 */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int RANDOM_BYTES = 10;

    private RequestIds() {}

    static String of(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        if (given != null && SANE.matcher(given).matches()) {
            return given;
        }
        String trace = traceOf(request.getHeader("traceparent"));
        return trace == null ? mint() : trace;
    }

    private static @Nullable String traceOf(@Nullable String traceParent) {
        if (traceParent == null) {
            return null;
        }
        Matcher matcher = TRACE_PARENT.matcher(traceParent);
        return matcher.matches() ? matcher.group(1) : null;
    }

    // names a request in logs and gives access to nothing: need not be unguessable
    private static String mint() {
        byte[] random = new byte[RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        return Ids.of("req_", System.currentTimeMillis(), random);
    }
}
