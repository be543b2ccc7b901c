package souk.cart.query;

import souk.cart.CartEvent;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartView;
import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What happened to a cart at random, and what it then holds by the rules of carts. */
class CartHistory {

    final List<CartEvent> events = new ArrayList<>();
    private final CartId cart;
    private final Map<Sku, Integer> lines = new LinkedHashMap<>();

    CartHistory(CartId cart, CartOwner owner, int length, RandomGenerator random) {
        this.cart = cart;
        events.add(new CartCreated(cart, owner));
        while (events.size() < length) {
            happen(random);
        }
    }

    private void happen(RandomGenerator random) {
        var sku = new Sku("SKU-" + random.nextInt(6));
        var quantity = new Quantity(1 + random.nextInt(9));
        switch (random.nextInt(10)) {
            case 0 -> {
                events.add(new CartCleared(cart));
                lines.clear();
            }
            case 1, 2, 3 -> {
                if (lines.remove(sku) != null) {
                    events.add(new ItemRemoved(cart, sku));
                }
            }
            case 4, 5 -> {
                if (lines.replace(sku, quantity.value()) != null) {
                    events.add(new QuantityChanged(cart, sku, quantity));
                }
            }
            default -> {
                lines.merge(sku, quantity.value(), Integer::sum);
                events.add(new ItemAdded(cart, sku, quantity));
            }
        }
    }

    CartView outcome() {
        return new CartView(
                cart,
                CartView.Status.OPEN,
                lines.entrySet().stream()
                        .map(line -> new CartView.Line(line.getKey(), line.getValue()))
                        .toList(),
                lines.values().stream().mapToInt(Integer::intValue).sum(),
                events.size() - 1L);
    }
}
