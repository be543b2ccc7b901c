package souk.payment.rest;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Providers are known by what they sign with; what they told is for admins. */
@Component
class WebhookRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers(HttpMethod.POST, "/api/payments/webhook").permitAll();
        paths.requestMatchers("/api/admin/payment-notices/**").hasRole(Role.ADMIN.name());
    }
}
