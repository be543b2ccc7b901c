package souk.cart.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.cart.CartView;
import souk.cart.CartView.Status;
import souk.platform.rest.call.Mint;

import java.net.URI;
import java.util.Optional;

/** How callers come by a cart: accounts have one, guests get one together with a cookie. */
@RestController
class CartOpening {

    private static final URI CURRENT = URI.create("/api/carts/current");

    private final CartMessages carts;
    private final GuestCartMerge merge;
    private final Mint mint;

    CartOpening(CartMessages carts, GuestCartMerge merge, Mint mint) {
        this.carts = carts;
        this.merge = merge;
        this.mint = mint;
    }

    /** The account's cart; or that of the guest's cookie, if it is his and open; else a new one. */
    @PostMapping("/api/carts")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CartView> open(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (account.isEmpty()) {
            return ofGuest(CartGuests.cookieOf(request), request);
        }
        // who comes with a token of somebody else's making has not logged in here
        merge.loggedIn(account.get(), request, response);
        return ofAccount(CurrentCart.of(account.get()));
    }

    private ResponseEntity<CartView> ofAccount(CurrentCart cart) {
        CartView opened = carts.create(cart);
        return ResponseEntity.status(statusOf(opened)).location(CURRENT).body(opened);
    }

    private ResponseEntity<CartView> ofGuest(
            Optional<CartCookie> cookie, HttpServletRequest request) {
        if (cookie.isPresent()) {
            CurrentCart cart = CurrentCart.of(cookie.get());
            Optional<CartView> seen = CartMessages.unlessNotFound(() -> carts.read(cart, null));
            if (seen.isPresent() && seen.get().status() == Status.OPEN) {
                return answer(HttpStatus.OK, seen.get(), cookie.get(), request);
            }
            // the view may only be late: under the same id it cannot become a second cart
            Optional<CartView> same =
                    seen.isPresent()
                            ? Optional.empty()
                            : CartMessages.unlessNotFound(() -> carts.create(cart));
            if (same.isPresent() && same.get().status() == Status.OPEN) {
                return answer(statusOf(same.get()), same.get(), cookie.get(), request);
            }
        }
        CartCookie fresh = cookie.map(it -> it.next(mint)).orElseGet(() -> CartCookie.minted(mint));
        CartView opened = carts.create(CurrentCart.of(fresh));
        return answer(HttpStatus.CREATED, opened, fresh, request);
    }

    private static ResponseEntity<CartView> answer(
            HttpStatus status, CartView cart, CartCookie cookie, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .location(CURRENT)
                .header(HttpHeaders.SET_COOKIE, cookie.toHeader(request.isSecure()))
                .body(cart);
    }

    private static HttpStatus statusOf(CartView cart) {
        return cart.version() == 0 ? HttpStatus.CREATED : HttpStatus.OK;
    }
}
