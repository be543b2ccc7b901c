package souk.order.rest;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Buyers may be guests, so whose an order is, is decided further in. */
@Component
class OrderRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers("/api/seller/orders", "/api/seller/orders/**")
                .hasRole(Role.SELLER.name());
        paths.requestMatchers("/api/admin/orders", "/api/admin/orders/**")
                .hasRole(Role.ADMIN.name());
    }
}
