package souk.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import static souk.catalog.query.CatalogHistory.unused;
import static souk.catalog.query.CatalogHistory.variant;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductFilter;
import souk.catalog.ProductId;
import souk.catalog.ProductPage;
import souk.catalog.ProductQuery.ListProducts;
import souk.catalog.ProductSort;
import souk.catalog.ProductView;
import souk.catalog.ProductView.Item;
import souk.catalog.Slug;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockKeeper;
import souk.inventory.StockQuery.FindStock;
import souk.inventory.StockView;
import souk.kernel.Sku;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerId;

import java.util.List;

/** What lists of products tell about their stock. */
@QueryNodeTest
class InStockTest {

    @Autowired EventStore events;
    @Autowired QueryBus queries;

    private final Sku mug = new Sku("MUG-" + unused());
    private final Sku pen = new Sku("PEN-" + unused());
    private CatalogHistory history;
    private SellerId seller;
    private ProductId product;

    @BeforeEach
    void sell() {
        history = new CatalogHistory(events, queries);
        seller = history.seller();
        product = CatalogHistory.newProduct();
        var details = CatalogHistory.titled("Mug and pen");
        var variants = List.of(variant(mug.value(), 10), variant(pen.value(), 5));
        history.happen(
                0,
                new ProductCreated(
                        product, seller, new Slug("slug-" + unused()), details, variants));
        history.happen(1, new ProductListed(product));
    }

    private void count(Sku sku, int onHand) {
        String stream = "stock_" + sku;
        events.publish(
                new GenericDomainEventMessage<>("Stock", stream, 0, new StockOpened(sku, seller)),
                new GenericDomainEventMessage<>("Stock", stream, 1, new StockCounted(sku, onHand)));
        // lists wait for products only
        history.ask(new FindStock(sku, new StockKeeper(seller)), StockView.class);
    }

    private ProductPage list(Boolean inStock) {
        var filter =
                new ProductFilter(
                        null, null, null, seller, null, null, null, null, inStock, null, false);
        return history.ask(
                new ListProducts(filter, ProductSort.NEWEST, 10, null, false), ProductPage.class);
    }

    @Test
    void is_told_of_each_variant() {
        count(mug, 7);

        assertThat(list(null).items().getFirst().variants())
                .extracting(Item::sku, Item::available)
                .containsExactly(tuple(mug, 7), tuple(pen, 0));
    }

    @Test
    void is_in_stock_with_any_of_any_variant() {
        count(mug, 0);
        count(pen, 1);

        assertThat(list(true).items()).extracting(ProductView::id).containsExactly(product);
        assertThat(list(false).items()).isEmpty();
    }

    @Test
    void is_out_of_stock_with_none_of_any_variant() {
        count(mug, 0);

        assertThat(list(true).items()).isEmpty();
        assertThat(list(false).items()).extracting(ProductView::id).containsExactly(product);
    }
}
