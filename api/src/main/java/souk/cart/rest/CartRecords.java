package souk.cart.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.rest.PersonalRecords;
import souk.account.rest.PersonalStream;
import souk.cart.CartId;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.kernel.Rejected;
import souk.platform.rest.Queries;

import java.util.function.Consumer;

/** What is in the cart of an account. */
@Component
class CartRecords implements PersonalRecords {

    private final Queries queries;

    CartRecords(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String member() {
        return "cart";
    }

    @Override
    public @Nullable Object about(AccountId account, long asOf) {
        CurrentCart cart = CurrentCart.of(account);
        try {
            return queries.ask(new FindCart(cart.cartId(), cart.owner()), CartView.class, asOf);
        } catch (Rejected refused) {
            if (refused.rejection() instanceof CartNotFound) {
                return null;
            }
            throw refused;
        }
    }

    @Override
    public void streams(AccountId account, long asOf, Consumer<PersonalStream> to) {
        to.accept(PersonalStream.own(CartId.of(account)));
    }
}
