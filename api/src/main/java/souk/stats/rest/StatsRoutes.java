package souk.stats.rest;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Analysts and admins see the whole shop, sellers what is theirs. */
@Component
class StatsRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers("/api/admin/stats")
                .hasAnyRole(Role.ANALYST.name(), Role.ADMIN.name());
        paths.requestMatchers(
                        "/api/seller/dashboard", "/api/seller/revenue", "/api/seller/products/top")
                .hasRole(Role.SELLER.name());
    }
}
