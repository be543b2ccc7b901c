package souk.seller.rest;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Everybody with an account may apply; admins alone decide. */
@Component
class SellerRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers(HttpMethod.POST, "/api/sellers").authenticated();
        paths.requestMatchers("/api/admin/sellers/**").hasRole(Role.ADMIN.name());
    }
}
