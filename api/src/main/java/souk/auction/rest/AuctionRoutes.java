package souk.auction.rest;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

import souk.account.Role;
import souk.platform.rest.security.RouteRules;

/** Sellers sell, accounts bid; who sees what, and may bid on what, is decided further in. */
@Component
class AuctionRoutes implements RouteRules {

    @Override
    public void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        String seller = Role.SELLER.name();
        paths.requestMatchers(HttpMethod.POST, "/api/auctions").hasRole(seller);
        paths.requestMatchers("/api/auctions/*/cancellation").hasAnyRole(seller, Role.ADMIN.name());
        paths.requestMatchers("/api/seller/auctions").hasRole(seller);
        paths.requestMatchers(HttpMethod.POST, "/api/auctions/*/bids").authenticated();
        paths.requestMatchers("/api/bids").authenticated();
    }
}
