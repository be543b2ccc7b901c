package souk.platform.rest.security;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

import souk.platform.rest.call.Routes;

/**
 * Access tokens are taken from their header only, and not looked at by those who hand out new ones:
 * clients send the old one along.
 */
class HeaderTokens implements BearerTokenResolver {

    private static final Routes FOR_NEW_TOKENS = Routes.of("/api/auth/login", "/api/auth/refresh");

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        return FOR_NEW_TOKENS.include(request) ? null : header.resolve(request);
    }
}
