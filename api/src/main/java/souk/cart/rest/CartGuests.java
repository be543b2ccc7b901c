package souk.cart.rest;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import souk.platform.rest.GuestIdentity;

import java.util.Optional;

/** Guests are known by the cookie of their cart. */
@Component
class CartGuests implements GuestIdentity {

    @Override
    public Optional<String> of(HttpServletRequest request) {
        return cookieOf(request).map(CartCookie::tokenHash);
    }

    static Optional<CartCookie> cookieOf(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(CartCookie.NAME)) {
                Optional<CartCookie> known = CartCookie.parse(cookie.getValue());
                if (known.isPresent()) {
                    return known;
                }
            }
        }
        return Optional.empty();
    }
}
