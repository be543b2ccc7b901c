package souk.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.catalog.query.CatalogHistory.dinars;
import static souk.catalog.query.CatalogHistory.newCategory;
import static souk.catalog.query.CatalogHistory.newProduct;
import static souk.catalog.query.CatalogHistory.titled;
import static souk.catalog.query.CatalogHistory.unused;
import static souk.catalog.query.CatalogHistory.variant;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.catalog.AllCategories;
import souk.catalog.CatalogRejection.CategoryNotFound;
import souk.catalog.CatalogRejection.ProductNotFound;
import souk.catalog.CategoryEvent.CategoryAdded;
import souk.catalog.CategoryEvent.CategoryMoved;
import souk.catalog.CategoryEvent.CategoryRenamed;
import souk.catalog.CategoryId;
import souk.catalog.CategoryQuery.FindCategory;
import souk.catalog.CategoryQuery.ListCategories;
import souk.catalog.CategoryView;
import souk.catalog.Editor;
import souk.catalog.ProductDetails;
import souk.catalog.ProductEvent;
import souk.catalog.ProductEvent.ProductArchived;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductDelisted;
import souk.catalog.ProductEvent.ProductDescribed;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductEvent.ProductRenamed;
import souk.catalog.ProductEvent.VariantAdded;
import souk.catalog.ProductEvent.VariantDescribed;
import souk.catalog.ProductEvent.VariantPriced;
import souk.catalog.ProductEvent.VariantWithdrawn;
import souk.catalog.ProductId;
import souk.catalog.ProductQuery.FindProduct;
import souk.catalog.ProductStatus;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.catalog.Variant;
import souk.catalog.query.Listings.Listing;
import souk.kernel.Sku;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Products and categories, from events to answers. */
@QueryNodeTest
class CatalogViewTest {

    private static final Editor NOBODY = new Editor(null, false);
    private static final Editor ADMIN = new Editor(null, true);

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;
    @Autowired KnownListings listings;

    private final ProductId product = newProduct();
    private final Slug slug = new Slug("slug-" + unused());
    private final String sku = unused();
    private CatalogHistory history;
    private SellerId seller;

    @BeforeEach
    void open() {
        history = new CatalogHistory(events, queries);
        seller = history.seller();
    }

    @AfterEach
    void parked_nothing() {
        assertThat(
                        jdbc.queryForList(
                                "select * from axon.dead_letter_entry where processing_group ="
                                        + " 'catalog.view'"))
                .isEmpty();
    }

    private void happen(ProductEvent... more) {
        history.happen(
                0,
                new ProductCreated(
                        product, seller, slug, titled("Mug"), List.of(variant(sku, 19_900))));
        for (int sequence = 0; sequence < more.length; sequence++) {
            history.happen(sequence + 1, more[sequence]);
        }
    }

    private ProductView view() {
        return history.ask(new FindProduct(product.value(), ADMIN), ProductView.class);
    }

    private Listing listing() {
        view();
        return listingShown().orElseThrow();
    }

    /** As a part of another view's statement. */
    private Optional<Listing> listingShown() {
        return Objects.requireNonNull(
                jdbc.query(
                        "select sold.* from (values (?)) line (sku) left join lateral ("
                                + listings.of("line.sku")
                                + ") sold on true",
                        row -> {
                            assertThat(row.next()).isTrue();
                            Optional<Listing> shown = Optional.ofNullable(Listing.in(row));
                            assertThat(row.next()).isFalse();
                            return shown;
                        },
                        sku));
    }

    private Listing listing(boolean forSale) {
        return new Listing(new Sku(sku), product, "Mug", dinars(19_900), forSale);
    }

    @Nested
    class A_product {

        @Test
        void is_a_draft_when_created() {
            happen();

            assertThat(view())
                    .isEqualTo(
                            new ProductView(
                                    product,
                                    slug,
                                    "Mug",
                                    "",
                                    null,
                                    null,
                                    new ProductView.Seller(seller, "Atlas"),
                                    false,
                                    ProductStatus.DRAFT,
                                    List.of(
                                            new ProductView.Item(
                                                    new Sku(sku),
                                                    Map.of(),
                                                    dinars(19_900),
                                                    null,
                                                    0)),
                                    List.of(),
                                    Map.of(),
                                    0));
        }

        @Test
        void shows_how_it_is_described() {
            CategoryId category = newCategory();
            var details =
                    new ProductDetails(
                            "Tasse",
                            "Bleue.\nÀ anse.",
                            "Atlas",
                            category,
                            true,
                            List.of("https://example.org/1.jpg"),
                            Map.of("couleur", "bleue"));
            happen(new ProductDescribed(product, details));

            ProductView view = view();

            assertThat(
                            new ProductDetails(
                                    view.title(),
                                    view.description(),
                                    view.brand(),
                                    view.categoryId(),
                                    view.featured(),
                                    view.images(),
                                    view.attributes()))
                    .isEqualTo(details);
            assertThat(view.version()).isEqualTo(1);
        }

        @Test
        void is_found_under_its_new_slug_only() {
            Slug other = new Slug("other-" + unused());
            happen(new ProductListed(product), new ProductRenamed(product, other));

            assertThat(history.ask(new FindProduct(other.value(), NOBODY), ProductView.class).id())
                    .isEqualTo(product);
            assertThat(history.refusalOf(new FindProduct(slug.value(), NOBODY), ProductView.class))
                    .isEqualTo(new ProductNotFound());
        }

        @Test
        void shows_variants_in_the_order_of_their_addition() {
            String first = "a" + unused();
            happen(
                    new VariantAdded(
                            product,
                            new Variant(
                                    new Sku(first), Map.of("size", "L"), dinars(5), dinars(9))));

            assertThat(view().variants())
                    .extracting(it -> it.sku().value())
                    .containsExactly(sku, first);
            assertThat(view().variants().getLast().compareAtPrice()).isEqualTo(dinars(9));
            assertThat(view().variants().getLast().options()).isEqualTo(Map.of("size", "L"));
        }

        @Test
        void shows_its_new_price() {
            happen(new VariantPriced(product, new Sku(sku), dinars(7), dinars(8)));

            assertThat(view().variants().getFirst().price()).isEqualTo(dinars(7));
            assertThat(view().variants().getFirst().compareAtPrice()).isEqualTo(dinars(8));
            assertThat(listing().price()).isEqualTo(dinars(7));
        }

        @Test
        void shows_new_options() {
            happen(new VariantDescribed(product, new Sku(sku), Map.of("size", "M")));

            assertThat(view().variants().getFirst().options()).isEqualTo(Map.of("size", "M"));
        }

        @Test
        void shows_no_variant_that_is_withdrawn() {
            String other = unused();
            happen(
                    new ProductListed(product),
                    new VariantAdded(product, variant(other, 5)),
                    new VariantWithdrawn(product, new Sku(sku)));

            assertThat(view().variants()).extracting(it -> it.sku().value()).containsExactly(other);
            assertThat(listing()).isEqualTo(listing(false));
        }

        @Test
        void takes_a_withdrawn_variant_back() {
            String other = unused();
            happen(
                    new VariantAdded(product, variant(other, 5)),
                    new VariantWithdrawn(product, new Sku(sku)),
                    new VariantAdded(product, variant(sku, 6)));

            assertThat(view().variants())
                    .extracting(it -> it.sku().value())
                    .containsExactly(other, sku);
        }

        @Test
        void is_public_while_listed() {
            happen(new ProductListed(product));

            assertThat(
                            history.ask(new FindProduct(product.value(), NOBODY), ProductView.class)
                                    .status())
                    .isEqualTo(ProductStatus.LISTED);
            assertThat(listing()).isEqualTo(listing(true));
        }

        @Test
        void is_its_sellers_own_when_delisted() {
            happen(new ProductListed(product), new ProductDelisted(product));

            assertThat(
                            history.refusalOf(
                                    new FindProduct(product.value(), NOBODY), ProductView.class))
                    .isEqualTo(new ProductNotFound());
            assertThat(
                            history.ask(
                                            new FindProduct(
                                                    product.value(), new Editor(seller, false)),
                                            ProductView.class)
                                    .status())
                    .isEqualTo(ProductStatus.DELISTED);
            assertThat(listing()).isEqualTo(listing(false));
        }

        @Test
        void is_gone_when_archived() {
            happen(new ProductListed(product), new ProductArchived(product));

            assertThat(
                            history.refusalOf(
                                    new FindProduct(product.value(), ADMIN), ProductView.class))
                    .isEqualTo(new ProductNotFound());
            assertThat(listingShown()).contains(listing(false));
        }

        @Test
        void rests_while_its_seller_is_suspended() {
            happen(new ProductListed(product));

            history.happen(2, new SellerSuspended(seller, "fakes"));
            assertThat(
                            history.refusalOf(
                                    new FindProduct(product.value(), NOBODY), ProductView.class))
                    .isEqualTo(new ProductNotFound());
            assertThat(listing()).isEqualTo(listing(false));

            history.happen(3, new SellerReinstated(seller));
            assertThat(listing()).isEqualTo(listing(true));
        }

        @Test
        void that_never_was_is_not_found() {
            assertThat(
                            history.refusalOf(
                                    new FindProduct(product.value(), ADMIN), ProductView.class))
                    .isEqualTo(new ProductNotFound());
            assertThat(listingShown()).isEmpty();
        }

        @Test
        void with_the_sku_of_an_archived_one_is_the_one_for_sale() {
            happen(new ProductListed(product), new ProductArchived(product));
            ProductId next = newProduct();
            history.happen(
                    0,
                    new ProductCreated(
                            next,
                            seller,
                            new Slug("slug-" + unused()),
                            titled("Mug"),
                            List.of(variant(sku, 5))));
            history.happen(1, new ProductListed(next));

            history.ask(new FindProduct(next.value(), NOBODY), ProductView.class);
            assertThat(listingShown().orElseThrow().product()).isEqualTo(next);
        }
    }

    @Nested
    class A_category {

        private final CategoryId category = newCategory();
        private final CategoryId parent = newCategory();

        private CategoryView view() {
            return history.ask(new FindCategory(category), CategoryView.class);
        }

        @Test
        void is_shown_below_its_parent() {
            history.happen(new CategoryAdded(parent, "Home", new Slug("h-" + unused()), null));
            Slug name = new Slug("k-" + unused());
            history.happen(new CategoryAdded(category, "Kitchen", name, parent));

            assertThat(view().parentId()).isEqualTo(parent);
            assertThat(view().slug()).isEqualTo(name);
            AllCategories all = history.ask(new ListCategories(), AllCategories.class);
            assertThat(all.items()).contains(view());
            assertThat(all.version()).isEqualTo(view().version());
        }

        @Test
        void is_renamed() {
            history.happen(new CategoryAdded(category, "Home", new Slug("h-" + unused()), null));
            Slug name = new Slug("m-" + unused());
            history.happen(new CategoryRenamed(category, "Maison", name));

            assertThat(view().name()).isEqualTo("Maison");
            assertThat(view().slug()).isEqualTo(name);
        }

        @Test
        void is_moved() {
            history.happen(new CategoryAdded(parent, "Home", new Slug("h-" + unused()), null));
            history.happen(new CategoryAdded(category, "K", new Slug("k-" + unused()), null));
            history.happen(new CategoryMoved(category, parent));

            assertThat(view().parentId()).isEqualTo(parent);
        }

        @Test
        void that_never_was_is_not_found() {
            assertThat(history.refusalOf(new FindCategory(category), CategoryView.class))
                    .isEqualTo(new CategoryNotFound());
        }
    }
}
