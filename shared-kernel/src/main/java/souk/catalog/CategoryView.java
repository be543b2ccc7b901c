package souk.catalog;

import org.jspecify.annotations.Nullable;

/** One category. Its version is that of the whole tree. */
public record CategoryView(
        CategoryId id, String name, Slug slug, @Nullable CategoryId parentId, long version) {}
