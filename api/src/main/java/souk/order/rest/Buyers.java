package souk.order.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

import souk.account.AccountId;
import souk.account.Role;
import souk.cart.CartOwner;
import souk.cart.rest.CurrentCart;
import souk.kernel.Rejected;
import souk.order.OrderRejection.OrderNotFound;
import souk.platform.rest.call.Actor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who buys: an account, or whoever has the cookie of the cart that was bought. Who logs in after he
 * has bought is both.
 */
final class Buyers {

    private Buyers() {}

    /** One at least. */
    static List<CartOwner> of(Optional<AccountId> account, HttpServletRequest request) {
        List<CartOwner> owners = CurrentCart.owners(account, request);
        if (owners.isEmpty()) {
            throw new AuthenticationCredentialsNotFoundException("nobody we know");
        }
        return owners;
    }

    /** In the name of the first whose order it is. */
    static <R> R asOwner(List<CartOwner> buyers, Function<CartOwner, R> deed) {
        for (CartOwner buyer : buyers.subList(0, buyers.size() - 1)) {
            try {
                return deed.apply(buyer);
            } catch (Rejected refused) {
                if (!(refused.rejection() instanceof OrderNotFound)) {
                    throw refused;
                }
            }
        }
        return deed.apply(buyers.getLast());
    }

    /** The same, or in nobody's name for the shop itself, to which all orders are open. */
    static <R> R asOwnerOrShop(
            Optional<AccountId> account,
            HttpServletRequest request,
            Function<@Nullable CartOwner, R> deed) {
        return Actor.current().is(Role.ADMIN.name())
                ? deed.apply(null)
                : asOwner(of(account, request), deed::apply);
    }
}
