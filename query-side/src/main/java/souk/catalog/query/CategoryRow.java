package souk.catalog.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/** One category. */
@Entity
@Table(schema = "catalog_view", name = "category")
class CategoryRow {

    @Id String categoryId;
    String name;
    String slug;
    @Nullable String parentId;

    CategoryRow(String categoryId, String name, String slug, @Nullable String parentId) {
        this.categoryId = categoryId;
        this.name = name;
        this.slug = slug;
        this.parentId = parentId;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected CategoryRow() {}
}
