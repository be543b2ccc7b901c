package souk.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.catalog.query.CatalogHistory.dinars;
import static souk.catalog.query.CatalogHistory.titled;
import static souk.catalog.query.CatalogHistory.variant;

import org.junit.jupiter.api.Test;

import souk.catalog.ProductEvent;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductEvent.VariantAdded;
import souk.catalog.ProductEvent.VariantPriced;
import souk.catalog.ProductEvent.VariantWithdrawn;
import souk.catalog.ProductId;
import souk.catalog.ProductStatus;
import souk.catalog.Slug;
import souk.kernel.Sku;
import souk.platform.query.TablesInMemory;
import souk.seller.SellerId;

import java.util.List;

/** The same handlers, where there is no database. */
class CatalogProjectionTest {

    private static final ProductId PRODUCT = new ProductId("prd_01hzy00000000000000000000a");
    private static final SellerId SELLER = new SellerId("sel_01hzy00000000000000000000a");

    @Test
    void folds_into_any_tables() {
        var tables = new TablesInMemory();
        var projection = new CatalogProjection(tables);
        List<ProductEvent> happened =
                List.of(
                        new ProductCreated(
                                PRODUCT,
                                SELLER,
                                new Slug("mug"),
                                titled("Tasse Été 𝒳".repeat(12)),
                                List.of(variant("A", 10))),
                        new VariantAdded(PRODUCT, variant("B", 20)),
                        new VariantPriced(PRODUCT, new Sku("A"), dinars(30), null),
                        new VariantAdded(PRODUCT, variant("C", 5)),
                        new VariantWithdrawn(PRODUCT, new Sku("C")),
                        new ProductListed(PRODUCT));

        for (int version = 0; version < happened.size(); version++) {
            projection.on(happened.get(version), version);
        }

        ProductRow product =
                tables.of(ProductRow.class, String.class).find(PRODUCT.value()).orElseThrow();
        assertThat(product.status).isEqualTo(ProductStatus.LISTED);
        assertThat(product.skus).containsExactly("A", "B");
        assertThat(product.minPrice).isEqualTo(20);
        assertThat(product.maxPrice).isEqualTo(30);
        assertThat(product.version).isEqualTo(5);
        assertThat(product.titleKey).hasSizeLessThanOrEqualTo(100);
        assertThat(product.words).contains("tasse", "a", "b").doesNotContain("c");
        assertThat(tables.of(WordRow.class, String.class).find("tasse")).isPresent();
    }
}
