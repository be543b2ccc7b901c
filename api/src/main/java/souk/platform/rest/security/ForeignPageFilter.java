package souk.platform.rest.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import souk.platform.rest.FilterOrder;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemWriter;

import java.io.IOException;
import java.util.Set;

/**
 * A page of another origin must change nothing in its visitor's name, which his browser tells us.
 * The cart's cookie is sent along from the same site only; but the answer to others would replace
 * it.
 */
@Component
@Order(FilterOrder.FOREIGN_PAGES)
class ForeignPageFilter extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Origins origins;
    private final ProblemWriter problems;

    ForeignPageFilter(Origins origins, ProblemWriter problems) {
        this.origins = origins;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // no browser adds a token by itself: who has one speaks for the account
        if (!HARMLESS.contains(request.getMethod())
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && origins.areForeign(request)) {
            problems.write(Problem.of(ProblemCode.CROSS_SITE), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
