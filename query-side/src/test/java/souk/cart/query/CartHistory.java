package souk.cart.query;

import static souk.cart.query.TestListings.TEN_EUROS;

import souk.cart.CartEvent;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartEvent.ItemRemoved;
import souk.cart.CartEvent.QuantityChanged;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartView;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What happened to a cart at random, and what it then holds by the rules of carts. */
class CartHistory {

    final List<CartEvent> events = new ArrayList<>();
    private final CartId cart;
    private final Map<Sku, Integer> lines = new LinkedHashMap<>();
    private final Map<Sku, Money> prices = new HashMap<>();

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
                events.add(
                        random.nextBoolean()
                                ? new CartCleared(cart)
                                : new CartCheckedOut(cart, "an order"));
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
                var seen = new Money(900 + random.nextInt(3) * 100, TEN_EUROS.currency());
                lines.merge(sku, quantity.value(), Integer::sum);
                prices.put(sku, seen);
                events.add(new ItemAdded(cart, sku, quantity, seen));
            }
        }
    }

    /** Of which nobody knows that there were any in stock. */
    CartView outcome() {
        return new CartView(
                cart,
                CartView.Status.OPEN,
                lines.keySet().stream().map(this::line).toList(),
                lines.values().stream().mapToInt(Integer::intValue).sum(),
                List.of(),
                events.size() - 1L);
    }

    private CartView.Line line(Sku sku) {
        int quantity = lines.getOrDefault(sku, 0);
        return new CartView.Line(
                sku,
                TestListings.PRODUCT,
                TestListings.titleOf(sku),
                quantity,
                prices.get(sku),
                TEN_EUROS,
                TEN_EUROS.times(quantity),
                false);
    }
}
