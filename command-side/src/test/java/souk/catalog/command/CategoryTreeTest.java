package souk.catalog.command;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.catalog.CatalogRejection.CategoryCycle;
import souk.catalog.CatalogRejection.CategoryNotFound;
import souk.catalog.CatalogRejection.SlugTaken;
import souk.catalog.CatalogRejection.TreeTooLarge;
import souk.catalog.CatalogRejection.UnknownCategory;
import souk.catalog.CategoryCommand.AddCategory;
import souk.catalog.CategoryCommand.ChangeCategory;
import souk.catalog.CategoryEvent.CategoryAdded;
import souk.catalog.CategoryEvent.CategoryMoved;
import souk.catalog.CategoryEvent.CategoryRenamed;
import souk.catalog.CategoryId;
import souk.catalog.CategoryView;
import souk.catalog.Slug;

import java.util.ArrayList;
import java.util.List;

class CategoryTreeTest {

    private static final CategoryId HOME = new CategoryId("cat_01hzy00000000000000000000a");
    private static final CategoryId KITCHEN = new CategoryId("cat_01hzy00000000000000000000b");
    private static final CategoryId NONE = new CategoryId("cat_01hzy00000000000000000000z");
    private static final CategoryAdded HOME_ADDED =
            new CategoryAdded(HOME, "Home", new Slug("home"), null);
    private static final CategoryAdded KITCHEN_ADDED =
            new CategoryAdded(KITCHEN, "Kitchen", new Slug("kitchen"), HOME);

    private FixtureConfiguration<CategoryTree> tree;

    @BeforeEach
    void fixture() {
        tree = new AggregateTestFixture<>(CategoryTree.class);
    }

    @Nested
    class Adding {

        @Test
        void names_a_root() {
            tree.givenNoPriorActivity()
                    .when(new AddCategory(HOME, "Home", null, null))
                    .expectEvents(HOME_ADDED)
                    .expectResultMessagePayload(
                            new CategoryView(HOME, "Home", new Slug("home"), null, 0));
        }

        @Test
        void goes_below_its_parent() {
            tree.given(HOME_ADDED)
                    .when(new AddCategory(KITCHEN, "Kitchen", null, HOME))
                    .expectEvents(KITCHEN_ADDED);
        }

        @Test
        void tells_names_apart_that_are_the_same() {
            tree.given(HOME_ADDED)
                    .when(new AddCategory(KITCHEN, "Home", null, null))
                    .expectEvents(
                            new CategoryAdded(KITCHEN, "Home", new Slug("home-00000b"), null));
        }

        @Test
        void under_a_slug_that_is_taken_is_refused() {
            tree.given(HOME_ADDED)
                    .when(new AddCategory(KITCHEN, "Kitchen", new Slug("home"), null))
                    .expectNoEvents()
                    .expectExceptionDetails(new SlugTaken(new Slug("home")));
        }

        @Test
        void below_nothing_is_refused() {
            tree.given(HOME_ADDED)
                    .when(new AddCategory(KITCHEN, "Kitchen", null, NONE))
                    .expectNoEvents()
                    .expectExceptionDetails(new UnknownCategory(NONE));
        }

        @Test
        void below_the_last_level_is_refused() {
            List<CategoryAdded> chain = chain(CategoryTree.LEVELS);
            tree.given(chain)
                    .when(new AddCategory(NONE, "Too deep", null, chain.getLast().categoryId()))
                    .expectNoEvents()
                    .expectExceptionDetails(
                            new TreeTooLarge(CategoryTree.MOST, CategoryTree.LEVELS));
        }

        @Test
        void of_more_than_there_may_be_is_refused() {
            tree.given(full())
                    .when(new AddCategory(HOME, "Home", null, null))
                    .expectNoEvents()
                    .expectExceptionDetails(
                            new TreeTooLarge(CategoryTree.MOST, CategoryTree.LEVELS));
        }
    }

    /** As many as there may be, none below another. */
    private static List<CategoryAdded> full() {
        List<CategoryAdded> full = new ArrayList<>();
        for (int i = 0; i < CategoryTree.MOST; i++) {
            var id = new CategoryId("cat_01hzy0000000000000000" + (10_000 + i));
            full.add(new CategoryAdded(id, "C" + i, new Slug("c" + i), null));
        }
        return full;
    }

    /** Each below the one before. */
    private static List<CategoryAdded> chain(int length) {
        List<CategoryAdded> chain = new ArrayList<>();
        CategoryId parent = null;
        for (int level = 0; level < length; level++) {
            var id = new CategoryId("cat_01hzy0000000000000000000" + level + "c");
            chain.add(new CategoryAdded(id, "L" + level, new Slug("l" + level), parent));
            parent = id;
        }
        return chain;
    }

    @Nested
    class Changing {

        @Test
        void moves_also_where_there_is_no_room_for_another() {
            List<CategoryAdded> full = full();
            CategoryId last = full.getLast().categoryId();
            CategoryId first = full.getFirst().categoryId();

            tree.given(full)
                    .when(new ChangeCategory(last, null, null, first, false))
                    .expectEvents(new CategoryMoved(last, first));
        }

        @Test
        void renames() {
            tree.given(HOME_ADDED, KITCHEN_ADDED)
                    .when(new ChangeCategory(KITCHEN, "Cuisine", new Slug("cuisine"), null, false))
                    .expectEvents(new CategoryRenamed(KITCHEN, "Cuisine", new Slug("cuisine")))
                    .expectResultMessagePayload(
                            new CategoryView(KITCHEN, "Cuisine", new Slug("cuisine"), HOME, 2));
        }

        @Test
        void makes_a_root() {
            tree.given(HOME_ADDED, KITCHEN_ADDED)
                    .when(new ChangeCategory(KITCHEN, null, null, null, true))
                    .expectEvents(new CategoryMoved(KITCHEN, null));
        }

        @Test
        void moves_below_another() {
            tree.given(HOME_ADDED, new CategoryAdded(KITCHEN, "K", new Slug("k"), null))
                    .when(new ChangeCategory(KITCHEN, null, null, HOME, false))
                    .expectEvents(new CategoryMoved(KITCHEN, HOME));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            tree.given(HOME_ADDED, KITCHEN_ADDED)
                    .when(new ChangeCategory(KITCHEN, "Kitchen", null, HOME, false))
                    .expectNoEvents();
        }

        @Test
        void into_a_cycle_is_refused() {
            tree.given(HOME_ADDED, KITCHEN_ADDED)
                    .when(new ChangeCategory(HOME, null, null, KITCHEN, false))
                    .expectNoEvents()
                    .expectExceptionDetails(new CategoryCycle(HOME));
        }

        @Test
        void below_itself_is_refused() {
            tree.given(HOME_ADDED)
                    .when(new ChangeCategory(HOME, null, null, HOME, false))
                    .expectNoEvents()
                    .expectExceptionDetails(new CategoryCycle(HOME));
        }

        @Test
        void to_where_what_is_below_would_be_too_deep_is_refused() {
            List<CategoryAdded> chain = chain(CategoryTree.LEVELS - 1);
            List<CategoryAdded> all = new ArrayList<>(chain);
            all.add(HOME_ADDED);
            all.add(KITCHEN_ADDED);

            tree.given(all)
                    .when(new ChangeCategory(HOME, null, null, chain.getLast().categoryId(), false))
                    .expectNoEvents()
                    .expectExceptionDetails(
                            new TreeTooLarge(CategoryTree.MOST, CategoryTree.LEVELS));
        }

        @Test
        void to_where_what_is_below_just_fits_is_fine() {
            List<CategoryAdded> chain = chain(CategoryTree.LEVELS - 2);
            CategoryId parent = chain.getLast().categoryId();
            List<CategoryAdded> all = new ArrayList<>(chain);
            all.add(HOME_ADDED);
            all.add(KITCHEN_ADDED);

            tree.given(all)
                    .when(new ChangeCategory(HOME, null, null, parent, false))
                    .expectEvents(new CategoryMoved(HOME, parent));
        }

        @Test
        void to_below_nothing_is_refused() {
            tree.given(HOME_ADDED)
                    .when(new ChangeCategory(HOME, null, null, NONE, false))
                    .expectNoEvents()
                    .expectExceptionDetails(new UnknownCategory(NONE));
        }

        @Test
        void to_a_slug_that_is_taken_is_refused() {
            tree.given(HOME_ADDED, KITCHEN_ADDED)
                    .when(new ChangeCategory(KITCHEN, null, new Slug("home"), null, false))
                    .expectNoEvents()
                    .expectExceptionDetails(new SlugTaken(new Slug("home")));
        }

        @Test
        void what_is_not_there_is_refused() {
            tree.given(HOME_ADDED)
                    .when(new ChangeCategory(NONE, "Nothing", null, null, false))
                    .expectNoEvents()
                    .expectExceptionDetails(new CategoryNotFound());
        }
    }
}
