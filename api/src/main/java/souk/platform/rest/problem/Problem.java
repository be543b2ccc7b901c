package souk.platform.rest.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

import souk.kernel.Rejection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One refusal, as the client reads it.
 *
 * @param decision whether a capability decided it, rather than HTTP: only decisions are worth
 *     remembering
 */
public record Problem(
        HttpStatusCode status,
        String code,
        String detail,
        boolean retryable,
        List<FieldProblem> errors,
        Map<String, Object> extras,
        boolean decision) {

    public Problem {
        errors = List.copyOf(errors);
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    public static Problem of(ProblemCode code) {
        return of(code, code.detail());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(
                code.status(), code.code(), detail, code.retryable(), List.of(), Map.of(), false);
    }

    public static Problem of(Rejection rejection) {
        return new Problem(
                statusOf(rejection.kind()),
                rejection.code(),
                rejection.message(),
                rejection.retryable(),
                List.of(),
                RecordFields.of(rejection),
                true);
    }

    public static Problem invalid(List<FieldProblem> errors) {
        return of(ProblemCode.INVALID_INPUT).with(errors);
    }

    public static Problem invalid(String field, String code, String message) {
        return invalid(List.of(new FieldProblem(field, code, message)));
    }

    Problem as(HttpStatus status, String code) {
        return new Problem(status, code, detail, retryable, errors, extras, decision);
    }

    private Problem with(List<FieldProblem> errors) {
        return new Problem(status, code, detail, retryable, errors, extras, decision);
    }

    /**
     * The members of the problem's JSON object, in the order in which a person wants to read them.
     */
    public Map<String, Object> members(String requestId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", title());
        members.put("status", status.value());
        members.put("code", code);
        members.put("detail", detail);
        if (!errors.isEmpty()) {
            members.put("errors", errors);
        }
        members.put("retryable", retryable);
        members.put("requestId", requestId);
        extras.forEach(members::putIfAbsent);
        return members;
    }

    // RFC 9457, 4.2.1: about:blank goes with the phrase of the status
    private String title() {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "Refused" : known.getReasonPhrase();
    }

    private static HttpStatus statusOf(Rejection.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
