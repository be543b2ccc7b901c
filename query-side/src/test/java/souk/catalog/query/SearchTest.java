package souk.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.catalog.query.CatalogHistory.dinars;
import static souk.catalog.query.CatalogHistory.newCategory;
import static souk.catalog.query.CatalogHistory.of;
import static souk.catalog.query.CatalogHistory.titled;
import static souk.catalog.query.CatalogHistory.unused;
import static souk.catalog.query.CatalogHistory.variant;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.catalog.CategoryEvent.CategoryAdded;
import souk.catalog.CategoryId;
import souk.catalog.ProductDetails;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductDelisted;
import souk.catalog.ProductEvent.VariantAdded;
import souk.catalog.ProductEvent.VariantWithdrawn;
import souk.catalog.ProductFacets;
import souk.catalog.ProductFilter;
import souk.catalog.ProductId;
import souk.catalog.ProductPage;
import souk.catalog.ProductQuery.CountFacets;
import souk.catalog.ProductQuery.FindRelated;
import souk.catalog.ProductQuery.ListProducts;
import souk.catalog.ProductQuery.SuggestProducts;
import souk.catalog.ProductSort;
import souk.catalog.ProductStatus;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.catalog.Suggestions;
import souk.kernel.Sku;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Lists, filters and searches: each test within a seller, category or word of its own. */
@QueryNodeTest
class SearchTest {

    @Autowired EventStore events;
    @Autowired QueryBus queries;

    private CatalogHistory history;
    private SellerId seller;

    @BeforeEach
    void open() {
        history = new CatalogHistory(events, queries);
        seller = history.seller();
    }

    private ProductFilter mine() {
        return text(null);
    }

    private ProductFilter text(String text) {
        return new ProductFilter(
                text, null, null, seller, null, null, null, null, null, null, false);
    }

    private ProductFilter everything(ProductStatus status) {
        return new ProductFilter(
                null, null, null, seller, null, null, null, null, null, status, true);
    }

    private ProductFilter in(String category) {
        return new ProductFilter(
                null, category, null, seller, null, null, null, null, null, null, false);
    }

    private ProductFilter priced(Long from, Long to) {
        return new ProductFilter(null, null, null, seller, from, to, null, null, null, null, false);
    }

    private ProductPage page(ProductFilter filter, ProductSort sort, int limit, String after) {
        return history.ask(new ListProducts(filter, sort, limit, after, true), ProductPage.class);
    }

    private List<ProductId> ids(ProductFilter filter, ProductSort sort) {
        return page(filter, sort, 100, null).items().stream().map(ProductView::id).toList();
    }

    private List<ProductId> ids(ProductFilter filter) {
        return ids(filter, ProductSort.NEWEST);
    }

    private ProductId listed(String title) {
        return history.listed(seller, titled(title), 10);
    }

    @ParameterizedTest
    @CsvSource({
        "Tasse bleue en céramique, tasse",
        "Tasse bleue en céramique, CERAMIQUE tasse",
        "Tasse bleue en céramique, ceramqiue",
        "Tasse bleue en céramique, 'tase bleu'",
        "Blue ceramic mug, cermic",
        "Blue ceramic mug, mgu",
        "كوبٌ أزرق من السيراميك, كوب",
        "كوبٌ أزرق من السيراميك, ازرق",
        "كوبٌ أزرق من السيراميك, سيراميك",
        "كوبٌ أزرق من السيراميك, السيرميك",
        "Œuf d’autruche, oeuf autruche",
    })
    void forgives_accents_and_typos(String title, String typed) {
        ProductId product = listed(title);
        listed("Something else");

        assertThat(ids(text(typed), ProductSort.RELEVANCE)).containsExactly(product);
    }

    @Test
    void finds_beginnings_brands_skus_attributes_and_descriptions() {
        var details =
                new ProductDetails(
                        "Mug",
                        "Keeps coffee warm",
                        "Zellige",
                        null,
                        false,
                        List.of(),
                        Map.of("colour", "turquoise"));
        ProductId product = history.listed(seller, details, 10);

        for (String typed : List.of("mu", "zellig", "turquoise", "coffee")) {
            assertThat(ids(text(typed))).as(typed).containsExactly(product);
        }
    }

    @Test
    void finds_nothing_for_what_is_nothing() {
        listed("Mug");

        assertThat(ids(text("xyzzyqwerty"))).isEmpty();
        assertThat(ids(text("!?"))).isEmpty();
        assertThat(ids(text("'); drop table product; --"))).isEmpty();
    }

    @Test
    void puts_those_first_that_are_called_so() {
        ProductId called = listed("Teapot");
        ProductId mentions =
                history.listed(
                        seller,
                        new ProductDetails(
                                "Cup",
                                "Goes with a teapot",
                                null,
                                null,
                                false,
                                List.of(),
                                Map.of()),
                        10);

        assertThat(ids(text("teapot"), ProductSort.RELEVANCE)).containsExactly(called, mentions);
        ProductPage first = page(text("teapot"), ProductSort.RELEVANCE, 1, null);
        assertThat(page(text("teapot"), ProductSort.RELEVANCE, 1, first.next()).items())
                .extracting(ProductView::id)
                .containsExactly(mentions);
    }

    @ParameterizedTest
    @EnumSource(value = ProductSort.class, names = "RELEVANCE", mode = EnumSource.Mode.EXCLUDE)
    void pages_through_everything_once(ProductSort sort) {
        IntStream.range(0, 7)
                .forEach(i -> history.listed(seller, titled("Mug " + i % 3), 10 + i % 2));

        List<ProductId> seen = new ArrayList<>();
        String after = null;
        do {
            ProductPage page = page(mine(), sort, 2, after);
            assertThat(page.total()).isEqualTo(7);
            page.items().forEach(it -> seen.add(it.id()));
            after = page.next();
        } while (after != null);

        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isEqualTo(ids(mine(), sort));
    }

    @Test
    void sorts() {
        ProductId cheap = history.listed(seller, titled("Élan"), 5);
        ProductId dear = history.listed(seller, titled("Alpha"), 50);

        assertThat(ids(mine(), ProductSort.CHEAPEST)).containsExactly(cheap, dear);
        assertThat(ids(mine(), ProductSort.DEAREST)).containsExactly(dear, cheap);
        assertThat(ids(mine(), ProductSort.A_TO_Z)).containsExactly(dear, cheap);
        assertThat(ids(mine(), ProductSort.Z_TO_A)).containsExactly(cheap, dear);
    }

    @Test
    void filters_by_category_with_all_below() {
        CategoryId home = newCategory();
        CategoryId kitchen = newCategory();
        Slug slug = new Slug("home-" + unused());
        history.happen(new CategoryAdded(home, "Home", slug, null));
        history.happen(new CategoryAdded(kitchen, "Kitchen", new Slug("k-" + unused()), home));
        ProductId above = history.listed(seller, of("Lamp", "A", home, false), 1);
        ProductId below = history.listed(seller, of("Mug", "A", kitchen, false), 1);
        listed("Elsewhere");

        assertThat(ids(in(home.value()))).containsExactlyInAnyOrder(above, below);
        assertThat(ids(in(slug.value()))).containsExactlyInAnyOrder(above, below);
        assertThat(ids(in(kitchen.value()))).containsExactly(below);
        assertThat(ids(in("nowhere"))).isEmpty();
    }

    @Test
    void filters_by_brand_however_it_is_written() {
        ProductId product = history.listed(seller, of("Mug", "Café Époque", null, false), 1);
        listed("Other");

        assertThat(
                        ids(
                                new ProductFilter(
                                        null,
                                        null,
                                        "CAFE epoque",
                                        seller,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        false)))
                .containsExactly(product);
    }

    @Test
    void filters_by_what_is_featured() {
        ProductId product = history.listed(seller, of("Mug", "A", null, true), 1);
        ProductId other = listed("Other");

        assertThat(ids(featured(true))).containsExactly(product);
        assertThat(ids(featured(false))).containsExactly(other);
    }

    private ProductFilter featured(boolean featured) {
        return new ProductFilter(
                null, null, null, seller, null, null, null, featured, null, null, false);
    }

    @Test
    void filters_by_the_price_of_any_variant() {
        ProductId product = listed("Mug");
        history.happen(2, new VariantAdded(product, variant(unused(), 100)));

        assertThat(ids(priced(10L, 10L))).containsExactly(product);
        assertThat(ids(priced(100L, null))).containsExactly(product);
        assertThat(ids(priced(40L, 60L))).isEmpty();
        assertThat(ids(priced(null, 9L))).isEmpty();
    }

    @Test
    void sorts_by_prices_without_those_of_withdrawn_variants() {
        ProductId dear = history.listed(seller, titled("Dear"), 100);
        ProductId cheap = history.listed(seller, titled("Cheap"), 50);
        String sku = unused();

        history.happen(2, new VariantAdded(dear, variant(sku, 1)));
        assertThat(ids(mine(), ProductSort.CHEAPEST)).containsExactly(dear, cheap);
        history.happen(3, new VariantWithdrawn(dear, new Sku(sku)));
        assertThat(ids(mine(), ProductSort.CHEAPEST)).containsExactly(cheap, dear);
    }

    @Test
    void shows_nothing_of_a_suspended_seller() {
        String word = "q" + unused();
        ProductId product = listed(word);

        history.happen(2, new SellerSuspended(seller, "fakes"));
        assertThat(ids(mine())).isEmpty();
        assertThat(page(mine(), ProductSort.NEWEST, 1, null).total()).isZero();
        assertThat(suggested(word)).isEmpty();

        history.happen(3, new SellerReinstated(seller));
        assertThat(ids(mine())).containsExactly(product);
        assertThat(suggested(word)).containsExactly(product);
    }

    @Test
    void has_nothing_in_stock_while_nobody_counts() {
        listed("Mug");

        assertThat(
                        ids(
                                new ProductFilter(
                                        null, null, null, seller, null, null, null, null, true,
                                        null, false)))
                .isEmpty();
    }

    @Test
    void shows_drafts_to_who_may_see_everything_only() {
        ProductId draft = CatalogHistory.newProduct();
        history.happen(
                0,
                new ProductCreated(
                        draft,
                        seller,
                        new Slug("slug-" + unused()),
                        titled("Draft"),
                        List.of(variant(unused(), 1))));
        ProductId delisted = listed("Delisted");
        history.happen(2, new ProductDelisted(delisted));

        assertThat(ids(mine())).isEmpty();
        assertThat(ids(everything(null))).containsExactlyInAnyOrder(draft, delisted);
        assertThat(ids(everything(ProductStatus.DRAFT))).containsExactly(draft);
    }

    @Test
    void counts_facets() {
        CategoryId category = newCategory();
        Slug slug = new Slug("c-" + unused());
        history.happen(new CategoryAdded(category, "Cups", slug, null));
        history.listed(seller, of("Mug", "Zen", category, false), 10);
        history.listed(seller, of("Cup", "zen", category, false), 20);
        history.listed(seller, of("Bowl", "Art", null, false), 30);

        ProductFacets facets = history.ask(new CountFacets(mine()), ProductFacets.class);

        assertThat(facets.categories())
                .containsExactly(new ProductFacets.OfCategory(category, "Cups", slug, 2));
        assertThat(facets.brands())
                .extracting(ProductFacets.OfBrand::count)
                .containsExactly(2L, 1L);
        assertThat(facets.prices())
                .containsExactly(
                        new ProductFacets.PriceRange(dinars(10), dinars(10), 1),
                        new ProductFacets.PriceRange(dinars(20), dinars(20), 1),
                        new ProductFacets.PriceRange(dinars(30), dinars(30), 1));
    }

    @Test
    void suggests_titles() {
        String word = "q" + unused();
        ProductId product = listed("Grand " + word);

        assertThat(suggested("gran " + word.substring(0, 8))).containsExactly(product);
    }

    @Test
    void suggests_nothing_that_is_not_for_sale() {
        String word = "q" + unused();
        ProductId product = listed(word);

        assertThat(suggested(word)).containsExactly(product);
        history.happen(2, new ProductDelisted(product));
        assertThat(suggested(word)).isEmpty();
    }

    private List<ProductId> suggested(String text) {
        return history.ask(new SuggestProducts(text, 5), Suggestions.class).items().stream()
                .map(Suggestions.Suggestion::id)
                .toList();
    }

    @Test
    void relates_products_of_one_category_or_else_of_one_brand() {
        CategoryId category = newCategory();
        ProductId mug = history.listed(seller, of("Mug", "A", category, false), 1);
        ProductId cup = history.listed(seller, of("Cup", "A", category, false), 1);
        String brand = "B" + unused();
        ProductId lamp = history.listed(seller, of("Lamp", brand, null, false), 1);
        ProductId desk = history.listed(seller, of("Desk", brand, null, false), 1);
        ProductId lone = listed("Lone");

        assertThat(related(mug)).containsExactly(cup);
        assertThat(related(lamp)).containsExactly(desk);
        assertThat(related(lone)).isEmpty();
    }

    private List<ProductId> related(ProductId product) {
        return history.ask(new FindRelated(product.value(), 10), ProductPage.class).items().stream()
                .map(ProductView::id)
                .toList();
    }
}
