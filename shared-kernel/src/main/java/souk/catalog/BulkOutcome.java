package souk.catalog;

import java.util.List;

/** What became of rows, in their order. */
public record BulkOutcome(List<Row> created, List<Row> updated) {

    public record Row(ProductId id, Slug slug, long version) {}

    public BulkOutcome {
        created = List.copyOf(created);
        updated = List.copyOf(updated);
    }
}
