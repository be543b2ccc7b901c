package souk.platform.rest.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import souk.platform.rest.call.Call;
import souk.platform.rest.json.StrictJson;

import java.io.IOException;
import java.util.Map;

/**
 * The only place where a problem becomes bytes, whoever noticed it: controllers, filters, Tomcat.
 */
@Component
public class ProblemWriter {

    private static final String WRITTEN = ProblemWriter.class.getName();
    private static final String RETRY_AFTER_SECONDS = "1";

    private final StrictJson json;

    ProblemWriter(StrictJson json) {
        this.json = json;
    }

    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        request.setAttribute(WRITTEN, problem);
        response.resetBuffer();
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        BareHeaders.set(response);
        if (problem.retryable() && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        Map<String, Object> members = problem.members(Call.of(request).requestId());
        byte[] body = json.mapper().writeValueAsBytes(members);
        // no length is told: Tomcat counts, and with the last byte closes what is to be read, too
        response.getOutputStream().write(body);
    }

    /** The problem that this request has been answered with, if it was one. */
    public static @Nullable Problem writtenTo(HttpServletRequest request) {
        return (Problem) request.getAttribute(WRITTEN);
    }
}
