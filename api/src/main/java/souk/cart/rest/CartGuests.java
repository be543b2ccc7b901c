package souk.cart.rest;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import souk.platform.rest.GuestIdentity;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Guests are known by the cookie of their cart. */
@Component
class CartGuests implements GuestIdentity {

    @Override
    public Optional<String> of(HttpServletRequest request) {
        return cookieOf(request).map(CartCookie::tokenHash);
    }

    static Optional<CartCookie> cookieOf(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(CartCookie.NAME))
                .map(cookie -> CartCookie.parse(cookie.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
