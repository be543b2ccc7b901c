package souk.platform.rest.problem;

import org.springframework.http.HttpStatus;

import java.util.Locale;

/**
 * What HTTP itself refuses, before or beside any capability. The names are part of the contract.
 */
public enum ProblemCode {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid HTTP for this server."),
    INVALID_INPUT(HttpStatus.BAD_REQUEST, "The request holds values that cannot be accepted."),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not valid JSON."),
    JSON_TOO_COMPLEX(
            HttpStatus.BAD_REQUEST,
            "The body is nested too deep, or a name or number is too long."),
    MISSING_BODY(HttpStatus.BAD_REQUEST, "A JSON body is required."),
    INVALID_CURSOR(HttpStatus.BAD_REQUEST, "The cursor is not one that this list has given out."),
    INVALID_IDEMPOTENCY_KEY(
            HttpStatus.BAD_REQUEST, "An Idempotency-Key is 1 to 255 visible ASCII characters."),
    INVALID_IF_MATCH(
            HttpStatus.BAD_REQUEST,
            "If-Match is *, or entity tags in double quotes, comma-separated."),
    INVALID_POSITION(
            HttpStatus.BAD_REQUEST,
            "Souk-Position is a number that an earlier answer has carried."),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "This needs valid credentials."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "This needs a role that the caller does not have."),
    CROSS_SITE(
            HttpStatus.FORBIDDEN,
            "A page of another site can do this with an access token only, in the Authorization"
                    + " header."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this path."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED, "The method is not among those that Allow names."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No representation that Accept allows is available."),
    BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The body has not come to its end in time."),
    IDEMPOTENCY_IN_PROGRESS(
            HttpStatus.CONFLICT, "The first request with this Idempotency-Key is still running."),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "A body may be 1 MiB at most."),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json."),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "This Idempotency-Key has been used for another request. Use a new one."),
    RATE_LIMITED(
            HttpStatus.TOO_MANY_REQUESTS,
            "That was too much at once. Retry-After says when there is room again."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong on our side. It is logged under the request id."),
    SERVICE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "This cannot be done right now. Repeat it, with the same Idempotency-Key if it had"
                    + " one."),
    NO_ANSWER_IN_TIME(
            HttpStatus.GATEWAY_TIMEOUT,
            "Nobody answered in time; it may still be done. Repeat it, with the same"
                    + " Idempotency-Key if it had one.");

    private final HttpStatus status;
    private final String detail;

    ProblemCode(HttpStatus status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String detail() {
        return detail;
    }

    boolean retryable() {
        return this == IDEMPOTENCY_IN_PROGRESS
                || this == RATE_LIMITED
                || this == SERVICE_UNAVAILABLE
                || this == NO_ANSWER_IN_TIME;
    }
}
