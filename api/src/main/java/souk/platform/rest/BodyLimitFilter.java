package souk.platform.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemValve;
import souk.platform.rest.problem.ProblemWriter;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * No body of more than one mebibyte gets in, whether its length is announced or not, none that
 * takes too long, and not too many large ones at a time.
 */
@Component
@Order(FilterOrder.BODY_LIMIT)
class BodyLimitFilter extends OncePerRequestFilter {

    static final int LIMIT = 1024 * 1024;

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final ProblemWriter problems;
    private final BodyBudget budget;
    private final Duration within;

    BodyLimitFilter(
            ProblemWriter problems,
            @Value("${souk.http.bodies-in-memory}") DataSize budget,
            @Value("${souk.http.body-within}") Duration within) {
        this.problems = problems;
        this.budget = new BodyBudget((int) budget.toBytes());
        this.within = within;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long announced = request.getContentLengthLong();
        boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        var limited = new LimitedRequest(request, LIMIT, within);
        if (announced > LIMIT) {
            problems.write(Problem.of(ProblemCode.BODY_TOO_LARGE), request, response);
        } else {
            try (BodyBudget.Share share = budget.take(toKeep(request, announced, chunked))) {
                if (share == null) {
                    problems.write(Problem.of(ProblemCode.SERVICE_UNAVAILABLE), request, response);
                } else {
                    chain.doFilter(chunked || announced > 0 ? limited : request, response);
                }
            }
        }
        if (chunked || announced > 0) {
            limited.readOn(response);
        } else {
            ProblemValve.keepConnection(request);
        }
    }

    // nobody keeps a body that comes along with a question, and some answers take for ever
    private static int toKeep(HttpServletRequest request, long announced, boolean chunked) {
        if (READING.contains(request.getMethod())) {
            return 0;
        }
        return chunked ? LIMIT : (int) announced;
    }
}
