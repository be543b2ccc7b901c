package souk.platform.rest.problem;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import souk.platform.rest.call.Call;
import souk.platform.rest.json.StrictJson;

import java.io.IOException;

/**
 * Tomcat's last word on requests that never got as far as us. By default that is HTML about Tomcat.
 */
public class ProblemValve extends ErrorReportValve {

    private static final String KEPT = ProblemValve.class.getName() + ".kept";

    private final StrictJson json = new StrictJson();

    /** The body has come to its end, so that another request may follow. */
    public static void keepConnection(ServletRequest request) {
        request.setAttribute(KEPT, true);
    }

    /** Tomcat by itself would read what is left of a body for as long as somebody sends any. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (request.getAttribute(KEPT) == null) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        Problem problem = Problems.of(response.getStatus());
        String requestId = Call.of(request).requestId();
        byte[] body = json.mapper().writeValueAsBytes(problem.members(requestId));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("X-Request-Id", requestId);
        BareHeaders.set(response);
        try {
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            // the client has gone
        }
    }
}
