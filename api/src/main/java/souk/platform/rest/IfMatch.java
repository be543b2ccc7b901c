package souk.platform.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that {@code If-Match} names (RFC 9110, 13.1.1); none where any will do.
 *
 * <p>Versions are compared strongly: a weak tag, or one that is no version of ours, matches
 * nothing.
 */
record IfMatch(List<Long> versions) {

    static final IfMatch ANY = new IfMatch(List.of());

    /** A version that nothing ever reaches. */
    private static final long NEVER = Long.MAX_VALUE;

    private static final Pattern TAG =
            Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,17}");

    static IfMatch of(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.IF_MATCH) == null) {
            return ANY;
        }
        String header =
                String.join(",", Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
        return header.strip().equals("*") ? ANY : new IfMatch(versionsIn(header));
    }

    boolean matches(long version) {
        return versions.isEmpty() || versions.contains(version);
    }

    @Nullable Long first() {
        return versions.isEmpty() ? null : versions.getFirst();
    }

    /** Those to try when the resource is not at the first. */
    List<Long> others() {
        return versions.isEmpty() ? versions : versions.subList(1, versions.size());
    }

    private static List<Long> versionsIn(String header) {
        List<Long> versions = new ArrayList<>();
        Matcher tags = TAG.matcher(header);
        int end = 0;
        while (end < header.length()) {
            if (!tags.find() || tags.start() != end) {
                throw new ProblemException(ProblemCode.INVALID_IF_MATCH);
            }
            boolean ours = tags.group(1) == null && VERSION.matcher(tags.group(2)).matches();
            versions.add(ours ? Long.parseLong(tags.group(2)) : NEVER);
            end = tags.end();
        }
        if (versions.isEmpty()) {
            throw new ProblemException(ProblemCode.INVALID_IF_MATCH);
        }
        return versions;
    }
}
