package souk.platform.rest.problem;

import jakarta.servlet.http.HttpServletResponse;

import java.util.Map;

/**
 * For refusals, which may be given before the filters that set headers are reached: nothing is
 * loaded, framed, guessed or kept.
 */
final class BareHeaders {

    private static final Map<String, String> HEADERS =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cache-Control", "no-store");

    private BareHeaders() {}

    static void set(HttpServletResponse response) {
        HEADERS.forEach(
                (name, value) -> {
                    if (!response.containsHeader(name)) {
                        response.setHeader(name, value);
                    }
                });
    }
}
