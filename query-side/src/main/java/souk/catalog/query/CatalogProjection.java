package souk.catalog.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;

import souk.catalog.CategoryCommand;
import souk.catalog.CategoryEvent;
import souk.catalog.CategoryEvent.CategoryAdded;
import souk.catalog.CategoryEvent.CategoryMoved;
import souk.catalog.CategoryEvent.CategoryRenamed;
import souk.catalog.CategoryId;
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
import souk.catalog.ProductStatus;
import souk.catalog.Variant;
import souk.kernel.PlainText;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;
import souk.seller.SellerEvent;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerEvent.SellerLeft;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerStatus;

import java.util.ArrayList;
import java.util.List;

/** Products as they are shown, searched and filtered. */
@Projection(processingGroup = "catalog.view")
class CatalogProjection {

    private static final int SORTED_BY = 100;
    private static final int MOST_WORDS = 400;

    private final Table<ProductRow, String> products;
    private final Table<VariantRow, VariantRow.Key> variants;
    private final Table<ShopRow, String> sellers;
    private final Table<CategoryRow, String> categories;
    private final Table<TreeRow, String> tree;
    private final Table<WordRow, String> words;

    CatalogProjection(Tables tables) {
        products = tables.of(ProductRow.class, String.class);
        variants = tables.of(VariantRow.class, VariantRow.Key.class);
        sellers = tables.of(ShopRow.class, String.class);
        categories = tables.of(CategoryRow.class, String.class);
        tree = tables.of(TreeRow.class, String.class);
        words = tables.of(WordRow.class, String.class);
    }

    @EventHandler
    void on(ProductEvent event, @SequenceNumber long version) {
        String product = event.productId().value();
        switch (event) {
            case ProductCreated created -> {
                products.insert(
                        new ProductRow(
                                product, created.sellerId().value(), created.slug().value()));
                created.variants().forEach(variant -> offer(product, variant));
                describe(product, created.details());
            }
            case ProductDescribed described -> describe(product, described.details());
            case ProductRenamed renamed ->
                    products.change(product, row -> row.slug = renamed.slug().value());
            case VariantAdded added -> {
                offer(product, added.variant());
                findAnew(product);
            }
            case VariantPriced priced -> {
                variants.change(
                        new VariantRow.Key(product, priced.sku().value()),
                        row -> row.price(priced.price(), priced.compareAtPrice()));
                reckon(product);
            }
            case VariantDescribed described ->
                    variants.change(
                            new VariantRow.Key(product, described.sku().value()),
                            row -> row.describe(described.options()));
            case VariantWithdrawn withdrawn -> {
                String sku = withdrawn.sku().value();
                variants.change(new VariantRow.Key(product, sku), row -> row.withdrawn = true);
                products.change(product, row -> row.skus.remove(sku));
                reckon(product);
                findAnew(product);
            }
            case ProductListed _ -> become(product, ProductStatus.LISTED);
            case ProductDelisted _ -> become(product, ProductStatus.DELISTED);
            case ProductArchived _ -> become(product, ProductStatus.ARCHIVED);
        }
        products.change(product, row -> row.version = version);
    }

    @EventHandler
    void on(SellerEvent event) {
        String seller = event.sellerId().value();
        switch (event) {
            case SellerApplied applied -> sellers.insert(new ShopRow(seller, applied.name()));
            case SellerApproved _ -> become(seller, SellerStatus.APPROVED);
            case SellerSuspended _, SellerLeft _ -> become(seller, SellerStatus.SUSPENDED);
            case SellerReinstated _ -> become(seller, SellerStatus.APPROVED);
        }
    }

    @EventHandler
    void on(CategoryEvent event, @SequenceNumber long version) {
        String category = event.categoryId().value();
        switch (event) {
            case CategoryAdded added ->
                    categories.insert(
                            new CategoryRow(
                                    category,
                                    added.name(),
                                    added.slug().value(),
                                    valueOf(added.parentId())));
            case CategoryRenamed renamed ->
                    categories.change(
                            category,
                            row -> {
                                row.name = renamed.name();
                                row.slug = renamed.slug().value();
                            });
            case CategoryMoved moved ->
                    categories.change(category, row -> row.parentId = valueOf(moved.parentId()));
        }
        if (tree.find(CategoryCommand.TREE).isEmpty()) {
            tree.insert(new TreeRow(CategoryCommand.TREE));
        }
        tree.change(CategoryCommand.TREE, row -> row.version = version);
    }

    private void offer(String product, Variant variant) {
        String sku = variant.sku().value();
        var key = new VariantRow.Key(product, sku);
        if (variants.find(key).isEmpty()) {
            variants.insert(new VariantRow(key, variant));
        } else {
            variants.change(
                    key,
                    row -> {
                        row.describe(variant.options());
                        row.price(variant.price(), variant.compareAtPrice());
                        row.withdrawn = false;
                    });
        }
        products.change(product, row -> row.skus.add(sku));
        reckon(product);
    }

    private void reckon(String product) {
        products.change(
                product,
                row -> {
                    row.minPrice = Long.MAX_VALUE;
                    row.maxPrice = 0;
                    for (String sku : row.skus) {
                        variants.find(new VariantRow.Key(product, sku))
                                .ifPresent(
                                        variant -> {
                                            row.currency = variant.currency;
                                            row.minPrice = Math.min(row.minPrice, variant.price);
                                            row.maxPrice = Math.max(row.maxPrice, variant.price);
                                        });
                    }
                });
    }

    private void describe(String product, ProductDetails details) {
        products.change(
                product,
                row -> {
                    row.title = details.title();
                    row.description = details.description();
                    row.brand = details.brand();
                    row.brandKey = details.brand() == null ? null : keyOf(details.brand());
                    row.categoryId = valueOf(details.categoryId());
                    row.featured = details.featured();
                    row.images = new ArrayList<>(details.images());
                    row.attributeNames = new ArrayList<>(details.attributes().keySet());
                    row.attributeValues = new ArrayList<>(details.attributes().values());
                    row.titleKey = keyOf(details.title());
                });
        findAnew(product);
    }

    static String keyOf(String text) {
        return Words.shortened(PlainText.folded(text), SORTED_BY);
    }

    private void findAnew(String product) {
        products.change(
                product,
                row -> {
                    String brand = row.brand == null ? "" : row.brand;
                    row.titleWords = new ArrayList<>(Words.of(row.title, brand));
                    row.titleWords.forEach(this::learn);
                    List<String> all =
                            Words.of(
                                    row.title,
                                    brand,
                                    String.join(" ", row.skus),
                                    String.join(" ", row.attributeValues),
                                    row.description);
                    row.words = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_WORDS)));
                });
    }

    private void learn(String word) {
        if (words.find(word).isEmpty()) {
            words.insert(new WordRow(word));
        }
    }

    private void become(String product, ProductStatus status) {
        products.change(product, row -> row.status = status);
    }

    private void become(String seller, SellerStatus status) {
        sellers.change(seller, row -> row.status = status);
    }

    private static @Nullable String valueOf(@Nullable CategoryId category) {
        return category == null ? null : category.value();
    }
}
