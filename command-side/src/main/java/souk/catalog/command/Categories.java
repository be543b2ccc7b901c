package souk.catalog.command;

import org.springframework.stereotype.Component;

import souk.catalog.CategoryCommand;
import souk.catalog.CategoryEvent.CategoryAdded;
import souk.catalog.CategoryEvent.CategoryMoved;
import souk.catalog.CategoryId;
import souk.platform.command.Glance;
import souk.platform.command.Glances;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which categories there are, and what is above each; none ever goes. */
@Component
class Categories {

    private final Glance<Map<CategoryId, Optional<CategoryId>>> parents;

    Categories(Glances glances) {
        this.parents = glances.of(new ConcurrentHashMap<>(), Categories::after);
    }

    boolean contains(CategoryId category) {
        return parents.recent(CategoryCommand.TREE).containsKey(category)
                || parents.current(CategoryCommand.TREE).state().containsKey(category);
    }

    /** The category itself, then what is above it. */
    List<CategoryId> upFrom(CategoryId category) {
        Map<CategoryId, Optional<CategoryId>> tree = parents.recent(CategoryCommand.TREE);
        Set<CategoryId> path = new LinkedHashSet<>();
        Optional<CategoryId> next = Optional.of(category);
        // two moves seen in between could look like a circle
        while (next.isPresent() && path.add(next.get())) {
            next = tree.getOrDefault(next.get(), Optional.empty());
        }
        return List.copyOf(path);
    }

    // one map for all: a copy for each of thousands of categories would be millions of entries
    private static Map<CategoryId, Optional<CategoryId>> after(
            Map<CategoryId, Optional<CategoryId>> known, Object stored) {
        switch (stored) {
            case CategoryTree snapshot -> known.putAll(snapshot.parents());
            case CategoryAdded added ->
                    known.put(added.categoryId(), Optional.ofNullable(added.parentId()));
            case CategoryMoved moved ->
                    known.put(moved.categoryId(), Optional.ofNullable(moved.parentId()));
            default -> {}
        }
        return known;
    }
}
