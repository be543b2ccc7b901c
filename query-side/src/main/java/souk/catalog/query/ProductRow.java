package souk.catalog.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.catalog.ProductStatus;

import java.util.ArrayList;
import java.util.List;

/** One product, with what it is found and sorted by. */
@Entity
@Table(schema = "catalog_view", name = "product")
class ProductRow {

    @Id String productId;
    String sellerId;
    String slug;
    String title = "";
    String description = "";
    @Nullable String brand;
    @Nullable String brandKey;
    @Nullable String categoryId;
    boolean featured;

    @Enumerated(EnumType.STRING)
    ProductStatus status;

    List<String> images = new ArrayList<>();
    List<String> attributeNames = new ArrayList<>();
    List<String> attributeValues = new ArrayList<>();
    List<String> skus = new ArrayList<>();
    String currency = "";
    long minPrice;
    long maxPrice;
    String titleKey = "";
    List<String> titleWords = new ArrayList<>();
    List<String> words = new ArrayList<>();
    long version;

    ProductRow(String productId, String sellerId, String slug) {
        this.productId = productId;
        this.sellerId = sellerId;
        this.slug = slug;
        this.status = ProductStatus.DRAFT;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected ProductRow() {}
}
