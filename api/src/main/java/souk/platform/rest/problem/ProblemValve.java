package souk.platform.rest.problem;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import souk.platform.rest.call.Call;
import souk.platform.rest.json.StrictJson;

import java.io.IOException;

/**
 * Tomcat's last word on requests that never got as far as us. By default that is HTML about Tomcat.
 */
public class ProblemValve extends ErrorReportValve {

    private final StrictJson json = new StrictJson();

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
