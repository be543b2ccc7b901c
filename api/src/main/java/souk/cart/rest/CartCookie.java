package souk.cart.rest;

import org.springframework.http.ResponseCookie;

import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.InvalidValue;
import souk.platform.rest.call.Mint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a guest's browser keeps: which cart, and the secret that makes it his. */
record CartCookie(CartId cartId, String token) {

    static final String NAME = "souk_cart";

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Pattern FORM = Pattern.compile("([a-z0-9_]{31})\\.([A-Za-z0-9_-]{43})");

    static CartCookie minted(Mint mint) {
        return new CartCookie(new CartId(mint.id(CartId.PREFIX)), mint.token());
    }

    static Optional<CartCookie> parse(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CartCookie(new CartId(form.group(1)), form.group(2)));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    CartOwner owner() {
        return CartOwner.guest(tokenHash());
    }

    String tokenHash() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String toHeader(boolean secure) {
        return ResponseCookie.from(NAME, cartId + "." + token)
                .path("/api")
                .maxAge(KEPT)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(secure)
                .build()
                .toString();
    }

    @Override
    public String toString() {
        return "CartCookie[" + cartId + "]";
    }
}
