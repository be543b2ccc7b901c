package souk.catalog.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** At which version the tree of categories is. */
@Entity
@Table(schema = "catalog_view", name = "tree")
class TreeRow {

    @Id String tree;
    long version;

    TreeRow(String tree) {
        this.tree = tree;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected TreeRow() {}
}
