package souk.cart.rest;

import jakarta.servlet.http.HttpServletRequest;

import souk.account.AccountId;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartNotFound;
import souk.kernel.Rejected;

import java.util.Optional;

/** The cart that a request is about: the account's, or else the one of the guest's cookie. */
public record CurrentCart(CartId cartId, CartOwner owner) {

    static CurrentCart of(AccountId account) {
        return new CurrentCart(CartId.of(account), CartOwner.account(account));
    }

    static CurrentCart of(CartCookie cookie) {
        return new CurrentCart(cookie.cartId(), cookie.owner());
    }

    /** None for guests who have not opened one. */
    public static Optional<CurrentCart> find(
            Optional<AccountId> account, HttpServletRequest request) {
        return account.map(CurrentCart::of)
                .or(() -> CartGuests.cookieOf(request).map(CurrentCart::of));
    }

    public static CurrentCart of(Optional<AccountId> account, HttpServletRequest request) {
        return find(account, request).orElseThrow(() -> new Rejected(new CartNotFound()));
    }
}
