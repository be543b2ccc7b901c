package souk.cart.command;

import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small assortment, to be set up by tests. What is not mentioned costs ten euros, and is plenty.
 */
class TestAssortment {

    static final Money TEN_EUROS = new Money(1_000, Currency.getInstance("EUR"));
    static final ProductId PRODUCT = new ProductId("prd_01hzy00000000000000000000a");
    static final SellerId SELLER = new SellerId("sel_01hzy00000000000000000000a");

    private final Map<Sku, Optional<Offer>> offers = new HashMap<>();
    private final Map<Sku, Integer> stock = new HashMap<>();

    Assortment open() {
        return new Assortment(
                sku -> offers.getOrDefault(sku, Optional.of(offer(sku, TEN_EUROS, true))),
                sku -> stock.getOrDefault(sku, 1_000_000));
    }

    void price(Sku sku, Money price) {
        offers.put(sku, Optional.of(offer(sku, price, true)));
    }

    void delist(Sku sku) {
        offers.put(sku, Optional.of(offer(sku, TEN_EUROS, false)));
    }

    void neverOffered(Sku sku) {
        offers.put(sku, Optional.empty());
    }

    void stock(Sku sku, int available) {
        stock.put(sku, available);
    }

    private static Offer offer(Sku sku, Money price, boolean forSale) {
        return new Offer(
                sku, PRODUCT, SELLER, "Atlas", "The " + sku, price, forSale, List.of(), null);
    }
}
