package souk.catalog.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.catalog.CatalogRejection.CategoryCycle;
import souk.catalog.CatalogRejection.CategoryNotFound;
import souk.catalog.CatalogRejection.SlugTaken;
import souk.catalog.CatalogRejection.TreeTooLarge;
import souk.catalog.CatalogRejection.UnknownCategory;
import souk.catalog.CategoryCommand;
import souk.catalog.CategoryCommand.AddCategory;
import souk.catalog.CategoryCommand.ChangeCategory;
import souk.catalog.CategoryEvent;
import souk.catalog.CategoryEvent.CategoryAdded;
import souk.catalog.CategoryEvent.CategoryMoved;
import souk.catalog.CategoryEvent.CategoryRenamed;
import souk.catalog.CategoryId;
import souk.catalog.CategoryView;
import souk.catalog.Slug;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.platform.command.EventSourced;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All categories: one stream, so that two moves at once are decided one after the other. */
@EventSourced
@Published("catalog.CategoryTree")
@Revision("1")
class CategoryTree {

    static final int MOST = 5_000;
    static final int LEVELS = 8;

    private static final int SUFFIX = 6;

    record Category(String name, Slug slug, @Nullable CategoryId parentId) {}

    @AggregateIdentifier private String tree;
    private Map<CategoryId, Category> categories = new LinkedHashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CategoryView decide(AddCategory command) {
        mustFitBelow(command.parentId(), 1);
        mustHaveRoom();
        Slug slug = command.slug();
        if (slug == null) {
            slug = Slug.from(command.name(), "category");
            if (isTaken(slug)) {
                slug = slug.with(endOf(command.categoryId()));
            }
        }
        mustBeFree(slug);
        apply(new CategoryAdded(command.categoryId(), command.name(), slug, command.parentId()));
        return view(command.categoryId());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CategoryView decide(ChangeCategory command) {
        CategoryId id = command.categoryId();
        Category before = categories.get(id);
        if (before == null) {
            throw new Rejected(new CategoryNotFound());
        }
        String name = Objects.requireNonNullElse(command.name(), before.name);
        Slug slug = Objects.requireNonNullElse(command.slug(), before.slug);
        CategoryId parent =
                command.toRoot()
                        ? null
                        : command.parentId() == null ? before.parentId : command.parentId();
        if (!slug.equals(before.slug)) {
            mustBeFree(slug);
        }
        if (!Objects.equals(parent, before.parentId)) {
            mustNotBeBelow(id, parent);
            mustFitBelow(parent, heightOf(id));
            apply(new CategoryMoved(id, parent));
        }
        if (!name.equals(before.name) || !slug.equals(before.slug)) {
            apply(new CategoryRenamed(id, name, slug));
        }
        return view(id);
    }

    @EventSourcingHandler
    void evolve(CategoryEvent event) {
        switch (event) {
            case CategoryAdded added -> {
                tree = CategoryCommand.TREE;
                categories.put(
                        added.categoryId(),
                        new Category(added.name(), added.slug(), added.parentId()));
            }
            case CategoryRenamed renamed ->
                    categories.computeIfPresent(
                            renamed.categoryId(),
                            (_, it) -> new Category(renamed.name(), renamed.slug(), it.parentId));
            case CategoryMoved moved ->
                    categories.computeIfPresent(
                            moved.categoryId(),
                            (_, it) -> new Category(it.name, it.slug, moved.parentId()));
        }
    }

    Map<CategoryId, Optional<CategoryId>> parents() {
        Map<CategoryId, Optional<CategoryId>> parents = new LinkedHashMap<>();
        categories.forEach((id, it) -> parents.put(id, Optional.ofNullable(it.parentId)));
        return parents;
    }

    private void mustNotBeBelow(CategoryId category, @Nullable CategoryId parent) {
        for (CategoryId above = parent; above != null; above = parentOf(above)) {
            if (above.equals(category)) {
                throw new Rejected(new CategoryCycle(category));
            }
        }
    }

    private void mustHaveRoom() {
        if (categories.size() >= MOST) {
            throw new Rejected(new TreeTooLarge(MOST, LEVELS));
        }
    }

    private void mustFitBelow(@Nullable CategoryId parent, int levels) {
        if (parent != null && !categories.containsKey(parent)) {
            throw new Rejected(new UnknownCategory(parent));
        }
        if (depthOf(parent) + levels > LEVELS) {
            throw new Rejected(new TreeTooLarge(MOST, LEVELS));
        }
    }

    private int depthOf(@Nullable CategoryId category) {
        int depth = 0;
        for (CategoryId above = category; above != null; above = parentOf(above)) {
            depth++;
        }
        return depth;
    }

    private int heightOf(CategoryId category) {
        int below =
                categories.keySet().stream()
                        .filter(it -> category.equals(parentOf(it)))
                        .mapToInt(this::heightOf)
                        .max()
                        .orElse(0);
        return below + 1;
    }

    private @Nullable CategoryId parentOf(CategoryId category) {
        Category known = categories.get(category);
        return known == null ? null : known.parentId;
    }

    private void mustBeFree(Slug slug) {
        if (isTaken(slug)) {
            throw new Rejected(new SlugTaken(slug));
        }
    }

    private boolean isTaken(Slug slug) {
        return categories.values().stream().anyMatch(it -> it.slug.equals(slug));
    }

    private static String endOf(CategoryId id) {
        return id.value().substring(id.value().length() - SUFFIX);
    }

    private CategoryView view(CategoryId id) {
        Category category = Objects.requireNonNull(categories.get(id));
        return new CategoryView(id, category.name, category.slug, category.parentId, getVersion());
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected CategoryTree() {}
}
