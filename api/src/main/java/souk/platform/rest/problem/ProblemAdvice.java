package souk.platform.rest.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever a controller, or the way to it, throws into a problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    void refuse(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (failure instanceof AccessDeniedException
                || failure instanceof AuthenticationException) {
            throw failure; // the security filters know who is asking
        }
        if (failure instanceof BrokenOff) {
            throw failure; // so that Tomcat closes the connection
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return; // nobody is left to tell
        }
        if (failure instanceof ErrorResponse known) {
            known.getHeaders()
                    .forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        }
        writer.write(Problems.of(failure), request, response);
    }
}
