package souk.platform.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Between the moment at which readiness says no and the one at which nobody is let in any more:
 * whoever sends requests here goes on for a while until he has seen it. Everything is done as ever
 * meanwhile, and connections are not kept.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Draining extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private final ApplicationContext context;
    private final Duration time;
    private final AtomicBoolean begun = new AtomicBoolean();

    Draining(ApplicationContext context, @Value("${souk.http.drain}") Duration time) {
        this.context = context;
        this.time = time;
    }

    // before anything stops, and after readiness has changed
    @EventListener
    @Order
    void drain(ContextClosedEvent closing) {
        if (closing.getApplicationContext() != context || time.isZero()) {
            return;
        }
        begun.set(true);
        LOG.info("Not ready any more; the doors close in {} s", time.toSeconds());
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (begun.get()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }
}
