package souk.platform.rest.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

import java.io.IOException;
import java.util.List;

/** What browsers are told about pages of other origins: nothing, unless they are listed. */
final class OtherOrigins {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> SENT =
            List.of(
                    "Accept",
                    "Authorization",
                    "Content-Type",
                    "Idempotency-Key",
                    "If-Match",
                    "If-None-Match",
                    "Last-Event-ID",
                    "Souk-Position",
                    "X-Request-Id");
    private static final List<String> SEEN =
            List.of(
                    "ETag",
                    "Idempotent-Replayed",
                    "Link",
                    "Location",
                    "RateLimit",
                    "RateLimit-Policy",
                    "Retry-After",
                    "Souk-Position",
                    "X-Request-Id");

    private OtherOrigins() {}

    static CorsFilter filter(Origins origins) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins.origins());
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(SENT);
        allowed.setExposedHeaders(SEEN);
        // the guest's cart, which browsers send to their own site only
        allowed.setAllowCredentials(true);
        allowed.setMaxAge(origins.remembered());
        var paths = new UrlBasedCorsConfigurationSource();
        paths.registerCorsConfiguration("/api/**", allowed);
        var filter = new CorsFilter(paths);
        filter.setCorsProcessor(new Silent(origins));
        return filter;
    }

    /**
     * Browsers refuse where nothing is said. Whoever refuses here refuses our own pages behind a
     * proxy that ends TLS, too.
     */
    private static class Silent extends DefaultCorsProcessor {

        private final Origins origins;

        Silent(Origins origins) {
            this.origins = origins;
        }

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration allowed,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            if (origins.areListed(request.getHeader(HttpHeaders.ORIGIN))) {
                return super.processRequest(allowed, request, response);
            }
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            return true;
        }
    }
}
