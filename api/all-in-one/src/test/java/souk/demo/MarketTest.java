package souk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import souk.catalog.ProductCommand.CreateProduct;
import souk.demo.Market.Category;

import java.util.List;

/** What the files say fits together. */
class MarketTest {

    private final Market market = Market.read();

    @Test
    void has_forty_categories_and_sellers_of_three_tiers() {
        assertThat(new Places(market).categories()).hasSize(40).doesNotHaveDuplicates();
        assertThat(market.houses())
                .extracting(Market.House::tier)
                .containsOnly("IMPORTER", "WHOLESALER", "RETAILER");
    }

    @Test
    void describes_everything_in_three_languages() {
        for (Category main : market.categories()) {
            assertThat(main.below()).hasSize(4).allSatisfy(this::isDescribed);
        }
        assertThat(market.likes().values()).allSatisfy(likes -> assertThat(likes).hasSize(8));
    }

    private void isDescribed(Category category) {
        assertThat(category.things()).hasSize(4);
        assertThat(market.likes()).containsKey(category.likes());
        assertThat(market.choices()).containsKey(category.choice());
    }

    @Test
    void sells_a_thousand_different_things_and_always_the_same() {
        List<Step> products = new Goods(market).products(1_000);
        assertThat(products).hasSize(1_000).isEqualTo(new Goods(Market.read()).products(1_000));
        assertThat(products)
                .extracting(step -> ((CreateProduct) step.command()).details().description())
                .doesNotHaveDuplicates();
        assertThat(new Goods(market).products(60)).isEqualTo(products.subList(0, 60));
    }
}
