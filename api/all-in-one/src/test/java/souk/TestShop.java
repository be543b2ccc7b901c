package souk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.catalog.query.Listings;
import souk.catalog.query.Listings.Listing;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.Collection;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sells whatever has a SKU, until there is a catalog. */
@Configuration(proxyBeanMethods = false)
class TestShop {

    private static final String SOMETHING = "01hzy00000000000000000000a";
    private static final ProductId PRODUCT = new ProductId(ProductId.PREFIX + SOMETHING);
    private static final SellerId SELLER = new SellerId(SellerId.PREFIX + SOMETHING);
    private static final Money PRICE = new Money(1_000, Currency.getInstance("EUR"));

    @Bean
    Offers offers() {
        return sku -> Optional.of(new Offer(sku, PRODUCT, SELLER, titleOf(sku), PRICE, true));
    }

    @Bean
    Listings listings() {
        return (Collection<Sku> skus) ->
                skus.stream()
                        .map(sku -> new Listing(sku, PRODUCT, titleOf(sku), PRICE, true))
                        .collect(Collectors.<Listing, Sku, Listing>toMap(
                                Listing::sku, Function.identity()));
    }

    private static String titleOf(Sku sku) {
        return "The " + sku;
    }
}
