package souk.account.rest;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Everybody registers and logs in; admins alone look at others. */
@Component
class AccountRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers("/api/me", "/api/accounts/*/*").authenticated();
        paths.requestMatchers("/api/admin/accounts/**").hasRole(Role.ADMIN.name());
    }
}
