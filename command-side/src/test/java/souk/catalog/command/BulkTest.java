package souk.catalog.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.catalog.command.Market.editor;
import static souk.catalog.command.Market.mug;
import static souk.catalog.command.Market.newProduct;
import static souk.catalog.command.Market.slug;
import static souk.catalog.command.Market.unused;
import static souk.catalog.command.Market.variant;
import static souk.catalog.command.Market.variants;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.catalog.BulkOutcome;
import souk.catalog.CatalogRejection.BulkRefused;
import souk.catalog.CatalogRejection.BulkRefused.RowError;
import souk.catalog.ProductCommand.ChangeManyProducts;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductView;
import souk.seller.SellerId;

import java.util.ArrayList;
import java.util.List;

/** Many products in one unit of work. */
@CatalogNode
class BulkTest {

    @Autowired Market market;
    @Autowired EventStore events;

    private SellerId seller;

    @BeforeEach
    void open() {
        seller = market.seller();
    }

    private static ChangeManyProducts bulk(List<CreateProduct> create, List<ChangeProduct> update) {
        return new ChangeManyProducts("bulk_" + unused(), create, update);
    }

    private long head() {
        return events.createHeadToken().position().orElseThrow();
    }

    @Test
    void creates_and_changes_as_many_as_it_may() {
        ProductView before = market.product(mug(seller, unused()));
        List<CreateProduct> create = new ArrayList<>();
        for (int i = 1; i < ChangeManyProducts.MOST; i++) {
            create.add(mug(seller, unused()));
        }
        var update = new ChangeProduct(before.id(), editor(seller), variants(variant(unused(), 7)));

        var outcome = (BulkOutcome) market.carryOut(bulk(create, List.of(update)));

        assertThat(outcome.created()).hasSize(create.size());
        assertThat(outcome.updated())
                .containsExactly(new BulkOutcome.Row(before.id(), before.slug(), 3));
        assertThat(market.historyOf(create.getLast().productId().value())).hasSize(2);
    }

    @Test
    void with_a_bad_row_changes_nothing_and_names_all_bad_rows() {
        ProductView taken = market.product(mug(seller, unused()));
        String sku = taken.variants().getFirst().sku().value();
        CreateProduct good = mug(seller, unused());
        var missing = new ChangeProduct(newProduct(), editor(seller), slug("any-" + unused()));
        var fine = new ChangeProduct(taken.id(), editor(seller), slug("fine-" + unused()));
        long before = head();

        var refused =
                (BulkRefused)
                        market.refusalOf(
                                bulk(List.of(good, mug(seller, sku)), List.of(fine, missing)));

        assertThat(refused.errors())
                .extracting(RowError::field, RowError::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("create[1]", "sku_taken"),
                        org.assertj.core.groups.Tuple.tuple("update[1]", "product_not_found"));
        assertThat(head()).isEqualTo(before);
        assertThat(market.product(good).version()).isEqualTo(1);
    }

    @Test
    void finds_names_that_its_own_rows_take() {
        String sku = unused();

        var refused =
                (BulkRefused)
                        market.refusalOf(
                                bulk(List.of(mug(seller, sku), mug(seller, sku)), List.of()));

        assertThat(refused.errors())
                .extracting(RowError::field, RowError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("create[1]", "sku_taken"));
    }

    @Test
    void hands_a_name_from_one_row_to_another() {
        ProductView first = market.product(mug(seller, unused()));
        ProductView second = market.product(mug(seller, unused()));

        market.carryOut(
                bulk(
                        List.of(),
                        List.of(
                                new ChangeProduct(
                                        first.id(), editor(seller), slug("free-" + unused())),
                                new ChangeProduct(
                                        second.id(), editor(seller), slug(first.slug().value())))));

        assertThat(market.historyOf("slug/" + first.slug())).hasSize(3);
    }

    @Test
    void changes_one_product_in_two_rows() {
        ProductView product = market.product(mug(seller, unused()));

        var outcome =
                (BulkOutcome)
                        market.carryOut(
                                bulk(
                                        List.of(),
                                        List.of(
                                                new ChangeProduct(
                                                        product.id(),
                                                        editor(seller),
                                                        slug("a-" + unused())),
                                                new ChangeProduct(
                                                        product.id(),
                                                        editor(seller),
                                                        slug("b-" + unused())))));

        assertThat(outcome.updated()).extracting(BulkOutcome.Row::version).containsExactly(2L, 3L);
    }
}
