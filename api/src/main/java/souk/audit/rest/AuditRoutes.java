package souk.audit.rest;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Auditors look at everything, and so do admins; what of it is shown to them differs. */
@Component
class AuditRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers("/api/audit/**").hasAnyRole(Role.AUDITOR.name(), Role.ADMIN.name());
    }
}
