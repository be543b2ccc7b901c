package souk.catalog;

/** Everything that can be asked about categories. */
public sealed interface CategoryQuery {

    /** Answered with {@link AllCategories}. */
    record ListCategories() implements CategoryQuery {}

    /** Answered with a {@link CategoryView}. */
    record FindCategory(CategoryId categoryId) implements CategoryQuery {}
}
