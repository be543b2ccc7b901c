package souk.cart.rest;

import org.springframework.http.ResponseCookie;

import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.InvalidValue;
import souk.kernel.Sha256;
import souk.platform.rest.call.Mint;

import java.time.Duration;
import java.util.Optional;

/**
 * What a guest's browser keeps: which cart, and the secret that makes it his.
 *
 * @param bought whether the secret has orders to open, too, and is needed for longer than the cart
 */
record CartCookie(CartId cartId, String token, boolean bought) {

    static final String NAME = "souk_cart";

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int ID_LENGTH = 31;
    private static final int TOKEN_LENGTH = 43;
    private static final int LENGTH = ID_LENGTH + 1 + TOKEN_LENGTH;
    private static final String BOUGHT = ".bought";

    static CartCookie minted(Mint mint) {
        return new CartCookie(new CartId(mint.id(CartId.PREFIX)), mint.token(), false);
    }

    /** Split by hand: this is done with every request, and patterns showed in profiles. */
    static Optional<CartCookie> parse(String value) {
        boolean bought = value.length() == LENGTH + BOUGHT.length() && value.endsWith(BOUGHT);
        if (value.length() != LENGTH && !bought
                || value.charAt(ID_LENGTH) != '.'
                || !isToken(value, ID_LENGTH + 1)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CartCookie(
                            new CartId(value.substring(0, ID_LENGTH)),
                            value.substring(ID_LENGTH + 1, LENGTH),
                            bought));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    private static boolean isToken(String value, int from) {
        for (int i = from; i < LENGTH; i++) {
            char c = value.charAt(i);
            boolean urlSafe =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '-'
                            || c == '_';
            if (!urlSafe) {
                return false;
            }
        }
        return true;
    }

    /** Another cart of the same guest's, where the secret opens orders. */
    CartCookie next(Mint mint) {
        return bought
                ? new CartCookie(new CartId(mint.id(CartId.PREFIX)), token, true)
                : minted(mint);
    }

    CartCookie withOrder() {
        return new CartCookie(cartId, token, true);
    }

    CartOwner owner() {
        return CartOwner.guest(tokenHash());
    }

    String tokenHash() {
        return Sha256.hex(token);
    }

    String toHeader(boolean secure) {
        return header(cartId + "." + token + (bought ? BOUGHT : ""), KEPT, secure);
    }

    /** Makes the browser forget it. */
    static String expired(boolean secure) {
        return header("", Duration.ZERO, secure);
    }

    private static String header(String value, Duration kept, boolean secure) {
        return ResponseCookie.from(NAME, value)
                .path("/api")
                .maxAge(kept)
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
