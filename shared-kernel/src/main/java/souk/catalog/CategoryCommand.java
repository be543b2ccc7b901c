package souk.catalog;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import souk.kernel.Text;

/** Everything that can be asked of the tree of categories. Answered with a {@link CategoryView}. */
public sealed interface CategoryCommand {

    /** There is one tree, so that no two changes can together make a cycle. */
    String TREE = "categories";

    CategoryId categoryId();

    @TargetAggregateIdentifier
    default String tree() {
        return TREE;
    }

    record AddCategory(
            CategoryId categoryId, String name, @Nullable Slug slug, @Nullable CategoryId parentId)
            implements CategoryCommand {
        public AddCategory {
            name = Text.line("name", name, 100);
        }
    }

    /** Null stays as it is; a category without parent becomes a root where it is said so. */
    record ChangeCategory(
            CategoryId categoryId,
            @Nullable String name,
            @Nullable Slug slug,
            @Nullable CategoryId parentId,
            boolean toRoot)
            implements CategoryCommand {
        public ChangeCategory {
            name = name == null ? null : Text.line("name", name, 100);
        }
    }
}
