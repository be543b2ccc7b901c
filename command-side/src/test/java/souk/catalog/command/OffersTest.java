package souk.catalog.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.catalog.command.Market.editor;
import static souk.catalog.command.Market.mug;
import static souk.catalog.command.Market.unused;
import static souk.catalog.command.Market.variant;
import static souk.catalog.command.Market.variants;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.catalog.CategoryCommand.AddCategory;
import souk.catalog.CategoryCommand.ChangeCategory;
import souk.catalog.CategoryId;
import souk.catalog.ProductCommand.ArchiveProduct;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductCommand.ListProduct;
import souk.catalog.ProductDetails;
import souk.catalog.ProductView;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerCommand.ReinstateSeller;
import souk.seller.SellerCommand.SuspendSeller;
import souk.seller.SellerId;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What other decisions learn about products, and how soon. */
@CatalogNode
class OffersTest {

    @Autowired Market market;
    @Autowired Offers offers;
    @Autowired JdbcTemplate jdbc;

    private final Sku sku = new Sku(unused());
    private SellerId seller;
    private ProductView product;

    @BeforeEach
    void open() {
        seller = market.seller();
        product = market.product(mug(seller, sku.value()));
    }

    private Offer offer(long price, boolean forSale) {
        return new Offer(
                sku,
                product.id(),
                seller,
                "Atlas",
                "Mug",
                new Money(price, Market.TND),
                forSale,
                List.of(),
                null);
    }

    private ChangeProduct to(long price) {
        return new ChangeProduct(
                product.id(), editor(seller), variants(variant(sku.value(), price)));
    }

    @Test
    void are_none_of_what_never_was() {
        assertThat(offers.find(new Sku(unused()))).isEmpty();
    }

    @Test
    void follow_the_price_at_once() {
        assertThat(offers.find(sku)).contains(offer(19_900, true));

        market.carryOut(to(5));

        assertThat(offers.find(sku)).contains(offer(5, true));
    }

    @Test
    void end_with_the_listing() {
        assertThat(offers.find(sku)).contains(offer(19_900, true));

        market.carryOut(new ListProduct(product.id(), editor(seller), false));

        assertThat(offers.find(sku)).contains(offer(19_900, false));
    }

    @Test
    void end_with_the_product() {
        market.carryOut(new ArchiveProduct(product.id(), editor(seller)));

        assertThat(offers.find(sku)).contains(offer(19_900, false));
    }

    @Test
    void end_with_the_variant() {
        market.carryOut(
                new ChangeProduct(product.id(), editor(seller), variants(variant(unused(), 5))));

        assertThat(offers.find(sku)).contains(offer(19_900, false));
    }

    @Test
    void tell_the_categories_from_the_nearest_up_and_the_weight() {
        var home = new CategoryId(Market.newId(CategoryId.PREFIX));
        var kitchen = new CategoryId(Market.newId(CategoryId.PREFIX));
        var cups = new CategoryId(Market.newId(CategoryId.PREFIX));
        market.carryOut(new AddCategory(home, "Home", null, null));
        market.carryOut(new AddCategory(kitchen, "Kitchen", null, home));
        market.carryOut(new AddCategory(cups, "Cups", null, home));
        var details =
                new ProductDetails(
                        "Cup", "", null, cups, false, List.of(), Map.of("weight", "0,4 kg"));
        Sku cup = new Sku(unused());
        market.carryOut(
                new CreateProduct(
                        Market.newProduct(),
                        editor(seller),
                        seller,
                        null,
                        details,
                        List.of(variant(cup.value(), 5)),
                        true));

        assertThat(offers.find(cup))
                .hasValueSatisfying(
                        it -> {
                            assertThat(it.categories()).containsExactly(cups, home);
                            assertThat(it.grams()).isEqualTo(400);
                        });

        market.carryOut(new ChangeCategory(cups, null, null, kitchen, false));

        assertThat(offers.find(cup))
                .hasValueSatisfying(
                        it -> assertThat(it.categories()).containsExactly(cups, kitchen, home));
    }

    @Test
    void rest_while_the_seller_is_suspended() {
        assertThat(offers.find(sku)).contains(offer(19_900, true));

        market.carryOut(new SuspendSeller(seller, "fakes"));
        assertThat(offers.find(sku)).contains(offer(19_900, false));

        market.carryOut(new ReinstateSeller(seller));
        assertThat(offers.find(sku)).contains(offer(19_900, true));
    }

    @Test
    void survive_a_snapshot() {
        for (int price = 1; price <= 30; price++) {
            market.carryOut(to(price));
        }

        assertThat(offers.find(sku)).contains(offer(30, true));
    }

    /** Another process does, behind the back of what this one keeps. */
    private void somebodyElseDelistsIt() {
        ProductView other = market.product(mug(seller, unused()));
        market.carryOut(new ListProduct(other.id(), editor(seller), false)); // the type is known
        jdbc.queryForObject(
                """
                select event_store.append(array[e.stream], array[e.sequence + 1],
                    array[(select id from event_store.event_type where name = 'catalog.ProductDelisted')],
                    array[0::bigint], array[gen_random_uuid()], array[e.metadata],
                    array[convert_to('{"productId":"' || e.stream || '"}', 'UTF8')])
                  from event_store.event e where stream = ? order by sequence desc limit 1
                """,
                Long.class,
                product.id().value());
    }

    @Test
    void learn_within_a_second_what_another_process_has_stored() {
        assertThat(offers.find(sku)).contains(offer(19_900, true));

        somebodyElseDelistsIt();

        await().atMost(Duration.ofSeconds(5)) // of which a busy machine takes most
                .untilAsserted(() -> assertThat(offers.find(sku)).contains(offer(19_900, false)));
    }

    @Test
    void are_decided_anew_where_another_process_was_faster() {
        somebodyElseDelistsIt();

        assertThat(market.product(to(5)).version()).isEqualTo(product.version() + 2);
    }
}
