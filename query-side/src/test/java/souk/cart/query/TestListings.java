package souk.cart.query;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

import souk.catalog.ProductId;
import souk.catalog.query.Listings;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is sold, to be set up by tests. What is not mentioned costs ten euros. */
@Component
@Primary
class TestListings implements Listings {

    static final Money TEN_EUROS = new Money(1_000, Currency.getInstance("EUR"));
    static final ProductId PRODUCT = new ProductId("prd_01hzy00000000000000000000a");

    private final Map<Sku, Optional<Listing>> listings = new ConcurrentHashMap<>();

    void list(Sku sku, Money price, boolean forSale) {
        listings.put(sku, Optional.of(new Listing(sku, PRODUCT, titleOf(sku), price, forSale)));
    }

    void neverOffered(Sku sku) {
        listings.put(sku, Optional.empty());
    }

    static String titleOf(Sku sku) {
        return "The " + sku;
    }

    @Override
    public Map<Sku, Listing> of(Collection<Sku> skus) {
        return skus.stream()
                .flatMap(sku -> find(sku).stream())
                .collect(Collectors.toMap(Listing::sku, Function.identity()));
    }

    private Optional<Listing> find(Sku sku) {
        return listings.getOrDefault(
                sku, Optional.of(new Listing(sku, PRODUCT, titleOf(sku), TEN_EUROS, true)));
    }
}
