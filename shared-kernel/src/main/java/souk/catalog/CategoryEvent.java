package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.kernel.Published;

/** Everything that can happen in the tree of categories. */
public sealed interface CategoryEvent {

    CategoryId categoryId();

    @Published("catalog.CategoryAdded")
    record CategoryAdded(
            CategoryId categoryId, String name, Slug slug, @Nullable CategoryId parentId)
            implements CategoryEvent {}

    @Published("catalog.CategoryRenamed")
    record CategoryRenamed(CategoryId categoryId, String name, Slug slug)
            implements CategoryEvent {}

    /** Without a parent it is a root. */
    @Published("catalog.CategoryMoved")
    record CategoryMoved(CategoryId categoryId, @Nullable CategoryId parentId)
            implements CategoryEvent {}
}
