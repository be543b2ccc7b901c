package souk.demo;

import souk.catalog.CategoryCommand.AddCategory;
import souk.demo.Market.Category;

import java.util.List;
import java.util.stream.Stream;

/** The tree of categories, by their French names. */
final class Places {

    private final Market market;

    Places(Market market) {
        this.market = market;
    }

    /** Roots before what is below them. */
    List<Step> categories() {
        return market.categories().stream()
                .flatMap(
                        main ->
                                Stream.concat(
                                        Stream.of(root(main)),
                                        main.below().stream().map(each -> below(main, each))))
                .toList();
    }

    static String path(Category main, Category category) {
        return main.name().french() + "/" + category.name().french();
    }

    private static Step root(Category main) {
        String path = main.name().french();
        return new Step(
                "category-" + path,
                new AddCategory(Naming.category(path), main.name().french(), null, null));
    }

    private static Step below(Category main, Category category) {
        String path = path(main, category);
        return new Step(
                "category-" + path,
                new AddCategory(
                        Naming.category(path),
                        category.name().french(),
                        null,
                        Naming.category(main.name().french())));
    }
}
