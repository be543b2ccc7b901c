package souk.cart.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.rest.CallingAccount;
import souk.platform.rest.live.Topic;

import java.util.Optional;

/** The caller's own cart. */
@Component
class CartTopic implements Topic {

    static final String NAME = "cart";

    private final CartMessages carts;

    CartTopic(CartMessages carts) {
        this.carts = carts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String open(String id, HttpServletRequest request, long head) {
        Optional<AccountId> account = CallingAccount.current();
        CurrentCart cart = CurrentCart.of(account, request);
        if (account.isEmpty()) {
            Topic.find(head, position -> carts.read(cart, position)); // anybody can write a cookie
        }
        return cart.cartId().value();
    }
}
