package souk.catalog.rest;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Everybody looks; sellers see to their products, admins to the tree of categories. */
@Component
class CatalogRoutes implements RouteRules {

    private static final String PRODUCTS = "/api/products/**";
    private static final String CATEGORIES = "/api/categories/**";
    private static final String SELLER = Role.SELLER.name();
    private static final String ADMIN = Role.ADMIN.name();

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        for (HttpMethod looking : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
            paths.requestMatchers(looking, PRODUCTS, CATEGORIES).permitAll();
        }
        paths.requestMatchers(PRODUCTS).hasAnyRole(SELLER, ADMIN);
        paths.requestMatchers(CATEGORIES).hasRole(ADMIN);
    }
}
