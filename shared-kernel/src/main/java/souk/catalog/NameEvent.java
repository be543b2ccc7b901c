package souk.catalog;

import souk.kernel.Published;
import souk.seller.SellerId;

/** Who holds a SKU or a slug: {@code sku/MUG-1}, {@code slug/blue-mug}. One stream for each. */
public sealed interface NameEvent {

    String name();

    @Published("catalog.NameClaimed")
    record NameClaimed(String name, ProductId productId, SellerId sellerId) implements NameEvent {}

    @Published("catalog.NameReleased")
    record NameReleased(String name, ProductId productId) implements NameEvent {}
}
