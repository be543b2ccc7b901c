package souk.platform.rest.problem;

import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.common.ExceptionUtils;
import org.axonframework.messaging.HandlerExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import souk.kernel.DatabaseOutage;
import souk.kernel.InvalidValue;
import souk.kernel.Rejection;

import tools.jackson.core.JacksonException;

import java.util.Locale;

/** What a failure means to the client. Whatever nobody has foreseen is our fault, and logged. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    public static Problem of(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case InvalidValue invalid -> InputProblems.of(invalid);
            case HttpMessageNotReadableException unreadable -> BodyProblems.of(unreadable);
            case TypeMismatchException mismatch -> InputProblems.of(mismatch);
            case MissingServletRequestParameterException missing ->
                    Problem.invalid(missing.getParameterName(), "required", "must be given");
            case HttpRequestMethodNotSupportedException _ ->
                    Problem.of(ProblemCode.METHOD_NOT_ALLOWED);
            case HttpMediaTypeNotSupportedException _ ->
                    Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            case HttpMediaTypeNotAcceptableException _ -> Problem.of(ProblemCode.NOT_ACCEPTABLE);
            case NoHandlerFoundException _ -> Problem.of(ProblemCode.NOT_FOUND);
            case NoResourceFoundException _ -> Problem.of(ProblemCode.NOT_FOUND);
            // broken off, or with chunks that are none
            case BadRequestException _ -> Problem.of(ProblemCode.BAD_REQUEST);
            // both look at parameters and headers only when somebody asks for them
            case InvalidParameterException _ -> Problem.of(ProblemCode.BAD_REQUEST);
            case RequestRejectedException _ -> Problem.of(ProblemCode.BAD_REQUEST);
            case ErrorResponse other when other.getStatusCode().is4xxClientError() ->
                    of(other.getStatusCode().value());
            default -> refusedOrUnforeseen(failure);
        };
    }

    /** For a body, or a part of one, that is read by hand. */
    public static Problem ofBody(JacksonException unreadable) {
        return BodyProblems.of(unreadable);
    }

    /** For failures of which nothing but the status has come down to us. */
    public static Problem of(int status) {
        for (ProblemCode code : ProblemCode.values()) {
            if (code.status().value() == status) {
                return Problem.of(code);
            }
        }
        HttpStatus known = HttpStatus.resolve(status);
        if (known == null || !known.is4xxClientError()) {
            return Problem.of(ProblemCode.INTERNAL_ERROR);
        }
        Problem refused = Problem.of(ProblemCode.BAD_REQUEST, known.getReasonPhrase() + ".");
        return refused.as(known, known.name().toLowerCase(Locale.ROOT));
    }

    private static Problem refusedOrUnforeseen(Throwable failure) {
        if (HandlerExecutionException.resolveDetails(failure).orElse(null)
                instanceof Rejection rejection) {
            return Problem.of(rejection);
        }
        if (passes(failure)) {
            LOG.warn(
                    "Request {} can't be served now: {}",
                    MDC.get("requestId"),
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
            return Problem.of(ProblemCode.SERVICE_UNAVAILABLE);
        }
        LOG.error("Request {} failed, and nobody has foreseen why", MDC.get("requestId"), failure);
        return Problem.of(ProblemCode.INTERNAL_ERROR);
    }

    /** Of what controllers, or whoever writes their answers, ask by themselves. */
    public static boolean passes(Throwable failure) {
        return DatabaseOutage.isBehind(failure)
                || ExceptionUtils.findException(failure, AxonTransientException.class).isPresent();
    }
}
