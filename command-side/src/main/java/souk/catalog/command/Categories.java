package souk.catalog.command;

import org.springframework.stereotype.Component;

import souk.catalog.CategoryCommand;
import souk.catalog.CategoryEvent.CategoryAdded;
import souk.catalog.CategoryId;
import souk.platform.command.Glance;
import souk.platform.command.Glances;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which categories there are; none ever goes. */
@Component
class Categories {

    private final Glance<Set<CategoryId>> tree;

    Categories(Glances glances) {
        this.tree = glances.of(ConcurrentHashMap.newKeySet(), Categories::after);
    }

    boolean contains(CategoryId category) {
        return tree.recent(CategoryCommand.TREE).contains(category)
                || tree.current(CategoryCommand.TREE).state().contains(category);
    }

    // one set for all: it only grows
    private static Set<CategoryId> after(Set<CategoryId> known, Object stored) {
        if (stored instanceof CategoryTree snapshot) {
            known.addAll(snapshot.ids());
        } else if (stored instanceof CategoryAdded added) {
            known.add(added.categoryId());
        }
        return known;
    }
}
