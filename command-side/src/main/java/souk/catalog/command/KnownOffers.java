package souk.catalog.command;

import org.springframework.stereotype.Component;

import souk.catalog.CategoryId;
import souk.catalog.ProductEvent;
import souk.catalog.ProductStatus;
import souk.catalog.Variant;
import souk.kernel.Sku;
import souk.platform.command.Glance;
import souk.platform.command.Glances;
import souk.seller.SellerId;
import souk.seller.command.Sellers;
import souk.seller.command.Standing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From the SKU to the product that has it, to the seller who offers it. */
@Component
class KnownOffers implements Offers {

    private final Names names;
    private final Glance<Optional<ProductState>> products;
    private final Sellers sellers;
    private final Categories categories;

    KnownOffers(Names names, Glances glances, Sellers sellers, Categories categories) {
        this.names = names;
        this.products = glances.of(Optional.empty(), KnownOffers::after);
        this.sellers = sellers;
        this.categories = categories;
    }

    @Override
    public Optional<Offer> find(Sku sku) {
        return names.holderOf(sku)
                .flatMap(holder -> products.recent(holder.product().value()))
                .flatMap(product -> offer(product, sku, sellers::find));
    }

    @Override
    public Optional<Offer> findCurrent(Sku sku) {
        return names.currentHolderOf(sku)
                .flatMap(holder -> products.current(holder.product().value()).state())
                .flatMap(product -> offer(product, sku, sellers::findCurrent));
    }

    private Optional<Offer> offer(
            ProductState product, Sku sku, Function<SellerId, Optional<Standing>> sellers) {
        return product.variantEver(sku)
                .map(it -> offer(product, it, sellers.apply(product.sellerId())));
    }

    private Offer offer(ProductState product, Variant variant, Optional<Standing> seller) {
        CategoryId category = product.details().categoryId();
        return new Offer(
                variant.sku(),
                product.productId(),
                product.sellerId(),
                seller.map(Standing::name).orElse(""),
                product.details().title(),
                variant.price(),
                isListed(product, variant.sku()) && seller.filter(Standing::maySell).isPresent(),
                category == null ? List.of() : categories.upFrom(category),
                Weight.grams(product.details().attributes()));
    }

    private static boolean isListed(ProductState product, Sku sku) {
        return product.status() == ProductStatus.LISTED && product.variant(sku).isPresent();
    }

    private static Optional<ProductState> after(Optional<ProductState> before, Object stored) {
        return switch (stored) {
            case Product snapshot -> Optional.of(snapshot.state());
            case ProductEvent event -> Optional.of(Product.after(before.orElse(null), event));
            default -> before;
        };
    }
}
