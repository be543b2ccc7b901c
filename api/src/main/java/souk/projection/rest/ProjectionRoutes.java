package souk.projection.rest;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.platform.rest.security.RouteRules;

/** Analysts look and rebuild; what becomes of dead letters, admins decide. */
@Component
class ProjectionRoutes implements RouteRules {

    private static final String PATHS = "/api/projections/**";
    private static final String[] REBUILDS = {
        "/api/projections/*/rebuilds",
        "/api/projections/*/rebuilds/*",
        "/api/projections/*/rollback"
    };
    private static final String ADMIN = "ADMIN";
    private static final String ANALYST = "ANALYST";

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers(HttpMethod.GET, PATHS).hasAnyRole(ANALYST, ADMIN);
        paths.requestMatchers(HttpMethod.HEAD, PATHS).hasAnyRole(ANALYST, ADMIN);
        paths.requestMatchers(REBUILDS).hasAnyRole(ANALYST, ADMIN);
        paths.requestMatchers(PATHS).hasRole(ADMIN);
    }
}
