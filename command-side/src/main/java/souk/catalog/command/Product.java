package souk.catalog.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.catalog.CatalogRejection.ProductIsArchived;
import souk.catalog.CatalogRejection.ProductNotFound;
import souk.catalog.Editor;
import souk.catalog.ProductDetails;
import souk.catalog.ProductEvent;
import souk.catalog.ProductEvent.ProductArchived;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductDelisted;
import souk.catalog.ProductEvent.ProductDescribed;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductEvent.ProductRenamed;
import souk.catalog.ProductEvent.VariantAdded;
import souk.catalog.ProductEvent.VariantDescribed;
import souk.catalog.ProductEvent.VariantPriced;
import souk.catalog.ProductEvent.VariantWithdrawn;
import souk.catalog.ProductId;
import souk.catalog.ProductStatus;
import souk.catalog.Slug;
import souk.catalog.Variant;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.platform.command.EventSourced;

import java.util.List;
import java.util.Objects;

/** A product. What takes more than the product itself to decide is {@link ProductDecisions}'. */
@EventSourced
@Published("catalog.Product")
@Revision("1")
class Product {

    @AggregateIdentifier private ProductId productId;
    private ProductState state;

    @SuppressWarnings("NullAway.Init") // by the event
    Product(ProductCreated created) {
        apply(created);
    }

    void mustBeOpenTo(Editor editor) {
        if (!editor.mayEdit(state.sellerId())) {
            throw new Rejected(new ProductNotFound());
        }
        if (state.status() == ProductStatus.ARCHIVED) {
            throw new Rejected(new ProductIsArchived());
        }
    }

    void describe(ProductDetails details) {
        if (!details.equals(state.details())) {
            apply(new ProductDescribed(productId, details));
        }
    }

    void rename(Slug slug) {
        apply(new ProductRenamed(productId, slug));
    }

    /** All there shall be; their SKUs are the product's to use. */
    void offer(List<Variant> variants) {
        for (Variant wanted : variants) {
            Variant before = state.variant(wanted.sku()).orElse(null);
            if (before == null) {
                apply(new VariantAdded(productId, wanted));
            } else {
                change(before, wanted);
            }
        }
        for (Variant before : state.variants()) {
            if (variants.stream().noneMatch(wanted -> wanted.sku().equals(before.sku()))) {
                apply(new VariantWithdrawn(productId, before.sku()));
            }
        }
    }

    private void change(Variant before, Variant wanted) {
        if (!wanted.price().equals(before.price())
                || !Objects.equals(wanted.compareAtPrice(), before.compareAtPrice())) {
            apply(
                    new VariantPriced(
                            productId, wanted.sku(), wanted.price(), wanted.compareAtPrice()));
        }
        if (!wanted.options().equals(before.options())) {
            apply(new VariantDescribed(productId, wanted.sku(), wanted.options()));
        }
    }

    void list() {
        if (state.status() != ProductStatus.LISTED) {
            apply(new ProductListed(productId));
        }
    }

    void delist() {
        if (state.status() == ProductStatus.LISTED) {
            apply(new ProductDelisted(productId));
        }
    }

    void archive() {
        apply(new ProductArchived(productId));
    }

    @EventSourcingHandler
    void evolve(ProductEvent event) {
        productId = event.productId();
        state = after(state, event);
    }

    static ProductState after(@Nullable ProductState before, ProductEvent event) {
        return event instanceof ProductCreated created
                ? ProductState.of(created)
                : Objects.requireNonNull(before, "the first event creates it").after(event);
    }

    ProductState state() {
        return state;
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Product() {}
}
