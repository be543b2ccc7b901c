package souk.catalog.command;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

/** One variant of a product, at today's price. */
public record Offer(
        Sku sku, ProductId product, SellerId seller, String title, Money price, boolean forSale) {}
