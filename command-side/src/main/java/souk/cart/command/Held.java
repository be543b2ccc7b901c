package souk.cart.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Sku;

/** One line of a cart, as it was left. */
record Held(Sku sku, int quantity, @Nullable Money unitPrice) {}
