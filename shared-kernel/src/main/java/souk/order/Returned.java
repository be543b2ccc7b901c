package souk.order;

import souk.kernel.Quantity;
import souk.kernel.Sku;

/** So many of one line are given back. */
public record Returned(Sku sku, Quantity quantity) {}
