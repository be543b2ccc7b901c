package souk.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.catalog.Editor;
import souk.catalog.ProductFacets;
import souk.catalog.ProductFilter;
import souk.catalog.ProductPage;
import souk.catalog.ProductQuery.CountFacets;
import souk.catalog.ProductQuery.FindProduct;
import souk.catalog.ProductQuery.FindRelated;
import souk.catalog.ProductQuery.ListProducts;
import souk.catalog.ProductQuery.SuggestProducts;
import souk.catalog.ProductSort;
import souk.catalog.ProductStatus;
import souk.catalog.ProductView;
import souk.catalog.Suggestions;
import souk.kernel.InvalidValue;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;
import souk.seller.SellerId;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Products, for who looks around. */
@RestController
@RequestMapping("/api/products")
class ShopController {

    private static final String ME = "me";
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_SUGGESTIONS = 20;

    record ProductList(
            List<ProductView> items,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor,
            @Nullable Long total,
            @Nullable ProductFacets facets) {}

    record Related(List<ProductView> items) {}

    private final Queries queries;

    ShopController(Queries queries) {
        this.queries = queries;
    }

    /**
     * What is listed. One's own products, drafts and all, with {@code seller=me}; admins see those
     * of everybody by naming a status.
     */
    @GetMapping
    ResponseEntity<ProductList> list(
            @Caller Optional<AccountId> caller,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String seller,
            @RequestParam(required = false) @Nullable Long minPrice,
            @RequestParam(required = false) @Nullable Long maxPrice,
            @RequestParam(required = false) @Nullable Currency currency,
            @RequestParam(required = false) @Nullable Boolean featured,
            @RequestParam(required = false) @Nullable Boolean inStock,
            @RequestParam(required = false) @Nullable ProductStatus status,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "false") boolean facets,
            Paging paging) {
        Editor viewer = Editors.of(caller);
        boolean own = ME.equals(seller);
        if (own && viewer.seller() == null) {
            throw new ProblemException(ProblemCode.UNAUTHENTICATED);
        }
        var filter =
                new ProductFilter(
                        given("query", query),
                        given("category", category),
                        given("brand", brand),
                        own ? viewer.seller() : seller == null ? null : new SellerId(seller),
                        minPrice,
                        maxPrice,
                        currency,
                        featured,
                        inStock,
                        status,
                        own || viewer.admin() && status != null);
        ProductSort order = orderOf(sort, filter);
        ProductPage page =
                queries.ask(
                        new ListProducts(
                                filter,
                                order,
                                paging.limit(),
                                afterIn(paging, order),
                                paging.total()),
                        ProductPage.class);
        ProductFacets counts =
                facets ? queries.ask(new CountFacets(filter), ProductFacets.class) : null;
        String next = page.next() == null ? null : order.name() + " " + page.next();
        var slice = Slice.of(page.items(), next, page.total());
        Slice<ProductView> body = Objects.requireNonNull(slice.getBody());
        return ResponseEntity.ok()
                .headers(slice.getHeaders())
                .body(new ProductList(body.items(), body.nextCursor(), body.total(), counts));
    }

    @GetMapping("/{idOrSlug}")
    ProductView find(@Caller Optional<AccountId> caller, @PathVariable String idOrSlug) {
        return queries.ask(new FindProduct(idOrSlug, Editors.of(caller)), ProductView.class);
    }

    @GetMapping("/{idOrSlug}/related")
    Related related(@PathVariable String idOrSlug, Paging paging) {
        ProductPage page =
                queries.ask(new FindRelated(idOrSlug, paging.limit()), ProductPage.class);
        return new Related(page.items());
    }

    @GetMapping("/suggestions")
    Suggestions suggest(@RequestParam String query, Paging paging) {
        return queries.ask(
                new SuggestProducts(
                        Objects.requireNonNull(given("query", query)),
                        Math.min(paging.limit(), MOST_SUGGESTIONS)),
                Suggestions.class);
    }

    // PostgreSQL has no place for NUL
    private static @Nullable String given(String parameter, @Nullable String text) {
        if (text != null && (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0)) {
            throw new InvalidValue(
                    "invalid_" + parameter, "must be at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static ProductSort orderOf(@Nullable String sort, ProductFilter filter) {
        boolean searched = filter.text() != null;
        if (sort == null) {
            return searched ? ProductSort.RELEVANCE : ProductSort.NEWEST;
        }
        return Arrays.stream(ProductSort.values())
                .filter(order -> order.parameter().equals(sort))
                .filter(order -> order != ProductSort.RELEVANCE || searched)
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidValue(
                                        "invalid_sort",
                                        "must be createdAt, price or title, with a minus to turn it"
                                                + " round, or relevance together with a query"));
    }

    private static @Nullable String afterIn(Paging paging, ProductSort order) {
        String after = paging.after();
        if (after == null) {
            return null;
        }
        String start = order.name() + " ";
        Cursor.mustBe(after.startsWith(start));
        return after.substring(start.length());
    }
}
