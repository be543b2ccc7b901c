package souk.catalog;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import souk.kernel.InvalidValue;
import souk.seller.SellerId;

import java.util.List;

/** Everything that can be asked of products. */
public sealed interface ProductCommand {

    /** Answered, as are changes, with the {@link ProductView}, which knows of no stock. */
    record CreateProduct(
            @RoutingKey ProductId productId,
            Editor editor,
            SellerId seller,
            @Nullable Slug slug,
            ProductDetails details,
            List<NewVariant> variants,
            boolean listed)
            implements ProductCommand {
        public CreateProduct {
            variants = ProductChange.Variants.checked(variants);
        }
    }

    record ChangeProduct(@RoutingKey ProductId productId, Editor editor, ProductChange change)
            implements ProductCommand {}

    record ListProduct(@RoutingKey ProductId productId, Editor editor, boolean listed)
            implements ProductCommand {}

    record ArchiveProduct(@RoutingKey ProductId productId, Editor editor)
            implements ProductCommand {}

    /** All of it or nothing. Answered with a {@link BulkOutcome}. */
    record ChangeManyProducts(
            @RoutingKey String bulk, List<CreateProduct> create, List<ChangeProduct> update)
            implements ProductCommand {

        public static final int MOST = 500;

        public ChangeManyProducts {
            create = List.copyOf(create);
            update = List.copyOf(update);
            int rows = create.size() + update.size();
            if (rows == 0 || rows > MOST) {
                throw new InvalidValue("invalid_rows", "must be 1 to " + MOST + " rows");
            }
        }
    }
}
