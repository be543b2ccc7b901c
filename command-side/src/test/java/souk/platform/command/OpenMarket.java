package souk.platform.command;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.command.StockLevels;
import souk.kernel.Money;
import souk.seller.SellerId;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * Everything is for sale, and there is plenty: for tests that are about something else. Imported by
 * them, not a component that all tests would find.
 */
class OpenMarket {

    private static final String SOMETHING = "01hzy00000000000000000000a";
    static final Money PRICE = new Money(1_000, Currency.getInstance("EUR"));

    @Bean
    @Primary
    Offers everythingForSale() {
        return sku ->
                Optional.of(
                        new Offer(
                                sku,
                                new ProductId(ProductId.PREFIX + SOMETHING),
                                new SellerId(SellerId.PREFIX + SOMETHING),
                                "Somebody",
                                "Something",
                                PRICE,
                                true,
                                List.of(),
                                null));
    }

    @Bean
    @Primary
    StockLevels plentyOfEverything() {
        return _ -> Integer.MAX_VALUE;
    }
}
