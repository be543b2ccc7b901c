package souk.platform.rest.security;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.HttpHeaders;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose pages may talk to us besides our own.
 *
 * @param origins scheme, host and port, as browsers write them; a wildcard would be everybody
 * @param remembered how long browsers need not ask again
 */
@ConfigurationProperties("souk.http.cors")
record Origins(List<String> origins, Duration remembered) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    Origins {
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "souk.http.cors.origins: " + origin + " is no origin");
            }
        }
        origins = List.copyOf(origins);
    }

    boolean areListed(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    /**
     * Whether a browser says that a page of somebody else has sent this. Those that don't know
     * Sec-Fetch-Site say at least where the page is from; what is no browser says neither.
     */
    boolean areForeign(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (areListed(origin)) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        String host = request.getHeader(HttpHeaders.HOST);
        // whether we are asked by way of TLS, a proxy may know better than we do
        return origin != null
                && !origin.equalsIgnoreCase("https://" + host)
                && !origin.equalsIgnoreCase("http://" + host);
    }
}
