package souk.platform.rest.security;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

import java.util.Set;

/**
 * Access tokens are taken from their header only, and not looked at by those who hand out new ones:
 * clients send the old one along.
 */
class HeaderTokens implements BearerTokenResolver {

    private static final Set<String> FOR_NEW_TOKENS =
            Set.of("/api/auth/login", "/api/auth/refresh");

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        return FOR_NEW_TOKENS.contains(request.getRequestURI()) ? null : header.resolve(request);
    }
}
