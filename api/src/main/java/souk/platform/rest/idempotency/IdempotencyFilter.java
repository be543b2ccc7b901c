package souk.platform.rest.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import souk.platform.rest.FilterOrder;
import souk.platform.rest.call.ProviderNotices;
import souk.platform.rest.call.Routes;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;
import souk.platform.rest.problem.ProblemWriter;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sees to it that a request with an {@code Idempotency-Key} has its effects once; costs others
 * nothing.
 */
@Component
@Order(FilterOrder.IDEMPOTENCY)
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Routes API = Routes.of("/api/**");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    private final KeyedRequests requests;
    private final Callers callers;
    private final ProblemWriter problems;

    IdempotencyFilter(KeyedRequests requests, Callers callers, ProblemWriter problems) {
        this.requests = requests;
        this.callers = callers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !CHANGING.contains(request.getMethod())
                || !API.include(request)
                || ProviderNotices.isOne(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            String key = keyOf(request);
            // no larger than bodies may be: that limit stands before this filter
            byte[] body = request.getInputStream().readAllBytes();
            var buffered = new BufferedRequest(request, body);
            var keyed = new KeyedRequest(callers.of(buffered), key);
            requests.handle(keyed, buffered, response, chain);
        } catch (ProblemException refused) {
            problems.write(refused.problem(), request, response);
        }
    }

    private static String keyOf(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        if (keys.size() != 1 || !VISIBLE.matcher(keys.getFirst()).matches()) {
            throw new ProblemException(ProblemCode.INVALID_IDEMPOTENCY_KEY);
        }
        return keys.getFirst();
    }
}
