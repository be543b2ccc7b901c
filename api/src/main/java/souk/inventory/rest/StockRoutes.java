package souk.inventory.rest;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Sellers look after their own stock, admins after all; whose it is, is decided further in. */
@Component
class StockRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        paths.requestMatchers("/api/stock", "/api/stock/**")
                .hasAnyRole(Role.SELLER.name(), Role.ADMIN.name());
    }
}
