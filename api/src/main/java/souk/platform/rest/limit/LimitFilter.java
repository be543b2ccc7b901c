package souk.platform.rest.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import souk.platform.rest.FilterOrder;
import souk.platform.rest.call.Actor;
import souk.platform.rest.call.ProviderNotices;
import souk.platform.rest.call.Routes;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemWriter;

import java.io.IOException;
import java.time.Clock;
import java.util.Set;

/** Nobody keeps the house busy for himself alone. */
@Component
@Order(FilterOrder.RATE_LIMIT)
class LimitFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Routes API = Routes.of("/api/**");
    private static final Routes ABOUT_PASSWORDS = Routes.of("/api/auth/**", "/api/accounts");
    private static final Routes SANDBOX = Routes.of("/sandbox/**");

    private final Buckets reads;
    private final Buckets writes;
    private final Buckets logins;
    private final boolean loopback;
    private final ProblemWriter problems;

    LimitFilter(LimitSettings settings, Clock clock, ProblemWriter problems) {
        this.reads = new Buckets(settings.reads(), clock);
        this.writes = new Buckets(settings.writes(), clock);
        this.logins = new Buckets(settings.logins(), clock);
        this.loopback = settings.loopback();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !API.include(request) && !isPlaying(request)
                || ProviderNotices.isOne(request)
                || !loopback && Addresses.isLoopback(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Ration ration;
        if (READING.contains(request.getMethod())) {
            ration = reads.take(callerOf(request));
            ration.tell("reads", response);
        } else if (ABOUT_PASSWORDS.include(request)) {
            // whoever has registered many accounts is as many callers, but from one place
            ration = logins.take(Addresses.networkOf(request));
            ration.tell("logins", response);
        } else {
            ration = writes.take(callerOf(request));
            ration.tell("writes", response);
        }
        if (ration.granted()) {
            chain.doFilter(request, response);
        } else {
            problems.write(Problem.of(ProblemCode.RATE_LIMITED), request, response);
        }
    }

    // the sandbox's page to pay on is open to everybody, and what is pressed there is kept
    private static boolean isPlaying(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) && SANDBOX.include(request);
    }

    // not by a guest's cookie: he could throw it away
    private static String callerOf(HttpServletRequest request) {
        Actor actor = Actor.current();
        return actor.isGuest() ? Addresses.networkOf(request) : actor.name();
    }
}
