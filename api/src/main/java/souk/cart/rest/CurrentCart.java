package souk.cart.rest;

import jakarta.servlet.http.HttpServletRequest;

import souk.account.AccountId;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartRejection.CartNotFound;
import souk.kernel.Rejected;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Whoever makes the request: the account, and the guest it was before it logged in. */
    public static List<CartOwner> owners(Optional<AccountId> account, HttpServletRequest request) {
        return Stream.concat(
                        account.map(CartOwner::account).stream(),
                        CartGuests.cookieOf(request).map(CartCookie::owner).stream())
                .toList();
    }

    /** The cookie of a guest who has just bought: he needs it after he has logged in, too. */
    public static Optional<String> cookieOfBuyer(
            Optional<AccountId> account, HttpServletRequest request) {
        return account.isPresent()
                ? Optional.empty()
                : CartGuests.cookieOf(request)
                        .map(cookie -> cookie.withOrder().toHeader(request.isSecure()));
    }

    public static CurrentCart of(Optional<AccountId> account, HttpServletRequest request) {
        return find(account, request).orElseThrow(() -> new Rejected(new CartNotFound()));
    }
}
