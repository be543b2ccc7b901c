package souk.order.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

import souk.account.AccountId;
import souk.account.Role;
import souk.cart.CartOwner;
import souk.cart.rest.CurrentCart;
import souk.platform.rest.call.Actor;

import java.util.Optional;
import java.util.Set;

/** Who buys: an account, or whoever has the cookie of the cart that was bought. */
final class Buyers {

    private Buyers() {}

    static CartOwner of(Optional<AccountId> account, HttpServletRequest request) {
        return CurrentCart.find(account, request)
                .map(CurrentCart::owner)
                .orElseThrow(
                        () -> new AuthenticationCredentialsNotFoundException("nobody we know"));
    }

    /** None for the shop itself, to which all orders are open. */
    static Optional<CartOwner> unlessAdmin(
            Optional<AccountId> account, HttpServletRequest request) {
        return Set.of(Actor.current().role().split(",")).contains(Role.ADMIN.name())
                ? Optional.empty()
                : Optional.of(of(account, request));
    }
}
