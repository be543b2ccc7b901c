package souk.catalog.command;

import org.springframework.stereotype.Component;

import souk.catalog.ProductEvent;
import souk.catalog.ProductStatus;
import souk.catalog.Variant;
import souk.kernel.Sku;
import souk.platform.command.Glance;
import souk.platform.command.Glances;
import souk.seller.command.Sellers;

import java.util.Optional;

/** From the SKU to the product that has it, to the seller who offers it. */
@Component
class KnownOffers implements Offers {

    private final Names names;
    private final Glance<Optional<ProductState>> products;
    private final Sellers sellers;

    KnownOffers(Names names, Glances glances, Sellers sellers) {
        this.names = names;
        this.products = glances.of(Optional.empty(), KnownOffers::after);
        this.sellers = sellers;
    }

    @Override
    public Optional<Offer> find(Sku sku) {
        return names.holderOf(sku)
                .flatMap(holder -> products.recent(holder.product().value()))
                .flatMap(product -> product.variantEver(sku).map(it -> offer(product, it)));
    }

    private Offer offer(ProductState product, Variant variant) {
        return new Offer(
                variant.sku(),
                product.productId(),
                product.sellerId(),
                product.details().title(),
                variant.price(),
                isForSale(product, variant.sku()));
    }

    private boolean isForSale(ProductState product, Sku sku) {
        return product.status() == ProductStatus.LISTED
                && product.variant(sku).isPresent()
                && sellers.find(product.sellerId()).filter(it -> it.maySell()).isPresent();
    }

    private static Optional<ProductState> after(Optional<ProductState> before, Object stored) {
        return switch (stored) {
            case Product snapshot -> Optional.of(snapshot.state());
            case ProductEvent event -> Optional.of(Product.after(before.orElse(null), event));
            default -> before;
        };
    }
}
