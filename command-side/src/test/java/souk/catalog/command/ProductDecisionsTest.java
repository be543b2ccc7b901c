package souk.catalog.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.catalog.command.Market.TND;
import static souk.catalog.command.Market.editor;
import static souk.catalog.command.Market.mug;
import static souk.catalog.command.Market.newId;
import static souk.catalog.command.Market.newProduct;
import static souk.catalog.command.Market.slug;
import static souk.catalog.command.Market.unused;
import static souk.catalog.command.Market.variant;
import static souk.catalog.command.Market.variants;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.catalog.CatalogRejection.MixedCurrencies;
import souk.catalog.CatalogRejection.ProductIsArchived;
import souk.catalog.CatalogRejection.ProductNotFound;
import souk.catalog.CatalogRejection.SkuRepeated;
import souk.catalog.CatalogRejection.SkuTaken;
import souk.catalog.CatalogRejection.SlugTaken;
import souk.catalog.CatalogRejection.UnknownCategory;
import souk.catalog.CategoryCommand.AddCategory;
import souk.catalog.CategoryId;
import souk.catalog.Editor;
import souk.catalog.NewVariant;
import souk.catalog.ProductChange;
import souk.catalog.ProductChange.Clearable;
import souk.catalog.ProductCommand.ArchiveProduct;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductCommand.ListProduct;
import souk.catalog.ProductDetails;
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
import souk.catalog.ProductStatus;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.catalog.Variant;
import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;
import souk.seller.SellerRejection.SellerNotApproved;
import souk.seller.SellerRejection.SellerNotFound;

import java.util.Currency;
import java.util.List;
import java.util.Map;

@CatalogNode
class ProductDecisionsTest {

    private static final Editor ADMIN = new Editor(null, true);

    @Autowired Market market;

    private SellerId seller;
    private final String sku = unused();

    @BeforeEach
    void open() {
        seller = market.seller();
    }

    private ProductView created() {
        return market.product(mug(seller, sku));
    }

    private ChangeProduct change(ProductView product, ProductChange change) {
        return new ChangeProduct(product.id(), editor(seller), change);
    }

    private Object last(ProductView product) {
        return market.historyOf(product.id().value()).getLast();
    }

    private static ProductChange title(String title) {
        return new ProductChange(title, null, null, null, null, null, null, null, null, List.of());
    }

    @Nested
    class Creating {

        @Test
        void claims_its_names_and_lists_it() {
            CreateProduct command = mug(seller, sku);

            ProductView product = market.product(command);

            assertThat(market.historyOf(product.id().value()))
                    .containsExactly(
                            new ProductCreated(
                                    product.id(),
                                    seller,
                                    product.slug(),
                                    command.details(),
                                    List.of(
                                            new Variant(
                                                    new Sku(sku),
                                                    Map.of(),
                                                    new Money(19_900, TND),
                                                    null))),
                            new ProductListed(product.id()));
            assertThat(product.status()).isEqualTo(ProductStatus.LISTED);
            assertThat(product.version()).isEqualTo(1);
            assertThat(product.seller()).isEqualTo(new ProductView.Seller(seller, "Atlas"));
            assertThat(market.historyOf("sku/" + sku)).hasSize(1);
            assertThat(market.historyOf("slug/" + product.slug())).hasSize(1);
        }

        @Test
        void names_what_has_no_name() {
            var nameless = new NewVariant(null, null, new Money(5, TND), new Money(6, TND));
            var id = newProduct();

            ProductView product =
                    market.product(
                            new CreateProduct(
                                    id,
                                    editor(seller),
                                    seller,
                                    null,
                                    Market.titled("Tasse bleue d'Été " + sku),
                                    List.of(nameless, nameless),
                                    false));

            assertThat(product.slug()).isEqualTo(new Slug("tasse-bleue-d-ete-" + sku));
            assertThat(product.status()).isEqualTo(ProductStatus.DRAFT);
            assertThat(product.variants())
                    .extracting(it -> it.sku().value())
                    .doesNotHaveDuplicates()
                    .allSatisfy(it -> assertThat(it).matches("[0-9A-Z]{10}-[12]"));
        }

        @Test
        void tells_titles_apart_that_are_the_same() {
            String title = "كوب " + sku;
            ProductView first = market.product(Market.called(seller, title));

            ProductView second = market.product(Market.called(seller, title));

            assertThat(first.slug()).isEqualTo(new Slug("كوب-" + sku));
            assertThat(second.slug().value()).startsWith("كوب-" + sku + "-");
        }

        @Test
        void under_a_slug_that_is_taken_is_refused() {
            CreateProduct command = mug(seller, sku);
            market.carryOut(command);
            CreateProduct other = mug(seller, unused());

            assertThat(
                            market.refusalOf(
                                    new CreateProduct(
                                            other.productId(),
                                            other.editor(),
                                            seller,
                                            command.slug(),
                                            other.details(),
                                            other.variants(),
                                            true)))
                    .isEqualTo(new SlugTaken(command.slug()));
            assertThat(market.historyOf(other.productId().value())).isEmpty();
        }

        @Test
        void under_a_sku_that_is_taken_is_refused_and_leaves_no_trace() {
            created();
            CreateProduct other = mug(market.seller(), sku);

            assertThat(market.refusalOf(other)).isEqualTo(new SkuTaken(new Sku(sku)));
            assertThat(market.historyOf("slug/" + other.slug())).isEmpty();
        }

        @Test
        void with_one_sku_twice_is_refused() {
            CreateProduct it = mug(seller, sku);

            assertThat(
                            market.refusalOf(
                                    new CreateProduct(
                                            it.productId(),
                                            it.editor(),
                                            seller,
                                            it.slug(),
                                            it.details(),
                                            List.of(variant(sku, 1), variant(sku, 2)),
                                            true)))
                    .isEqualTo(new SkuRepeated(new Sku(sku)));
        }

        @Test
        void in_two_currencies_is_refused() {
            CreateProduct it = mug(seller, sku);
            var euros = new NewVariant(null, null, new Money(5, Currency.getInstance("EUR")), null);

            assertThat(
                            market.refusalOf(
                                    new CreateProduct(
                                            it.productId(),
                                            it.editor(),
                                            seller,
                                            it.slug(),
                                            it.details(),
                                            List.of(variant(sku, 1), euros),
                                            true)))
                    .isEqualTo(new MixedCurrencies());
        }

        @Test
        void takes_an_approved_seller() {
            assertThat(market.refusalOf(mug(market.applicant(), sku)))
                    .isEqualTo(new SellerNotApproved());
            market.happen(2, new SellerSuspended(seller, "fakes"));
            assertThat(market.refusalOf(mug(seller, sku))).isEqualTo(new SellerNotApproved());
        }

        @Test
        void for_somebody_else_is_refused() {
            CreateProduct it = mug(seller, sku);

            assertThat(
                            market.refusalOf(
                                    new CreateProduct(
                                            it.productId(),
                                            editor(market.seller()),
                                            seller,
                                            it.slug(),
                                            it.details(),
                                            it.variants(),
                                            true)))
                    .isEqualTo(new SellerNotFound());
        }

        @Test
        void in_a_category_takes_one_that_there_is() {
            var category = new CategoryId(newId(CategoryId.PREFIX));
            CreateProduct it = mug(seller, sku);
            var command =
                    new CreateProduct(
                            it.productId(),
                            it.editor(),
                            seller,
                            it.slug(),
                            Market.in(category),
                            it.variants(),
                            true);

            assertThat(market.refusalOf(command)).isEqualTo(new UnknownCategory(category));
            market.carryOut(new AddCategory(category, "C " + sku, null, null));
            assertThat(market.product(command).categoryId()).isEqualTo(category);
        }
    }

    @Nested
    class Changing {

        @Test
        void describes_anew() {
            ProductView product = created();

            ProductView changed = market.product(change(product, title("Big mug")));

            assertThat(changed.title()).isEqualTo("Big mug");
            assertThat(changed.version()).isEqualTo(2);
            assertThat(last(product))
                    .isEqualTo(new ProductDescribed(product.id(), Market.titled("Big mug")));
        }

        @Test
        void clears_what_need_not_be() {
            CreateProduct it = mug(seller, sku);
            var full =
                    new ProductDetails(
                            "Mug",
                            "Blue.",
                            "Atlas",
                            null,
                            true,
                            List.of(),
                            Map.of("colour", "blue"));
            ProductView product =
                    market.product(
                            new CreateProduct(
                                    it.productId(),
                                    it.editor(),
                                    seller,
                                    it.slug(),
                                    full,
                                    it.variants(),
                                    false));

            ProductView changed =
                    market.product(
                            change(
                                    product,
                                    new ProductChange(
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            null,
                                            List.of(Clearable.BRAND, Clearable.DESCRIPTION))));

            assertThat(changed.brand()).isNull();
            assertThat(changed.description()).isEmpty();
            assertThat(changed.featured()).isTrue();
            assertThat(changed.attributes()).containsEntry("colour", "blue");
        }

        @Test
        void to_what_it_is_changes_nothing() {
            ProductView product = created();

            assertThat(market.product(change(product, title("Mug"))).version()).isEqualTo(1);
        }

        @Test
        void frees_the_slug_that_it_leaves() {
            ProductView product = created();

            market.carryOut(change(product, slug("new-" + sku)));

            assertThat(last(product))
                    .isEqualTo(new ProductRenamed(product.id(), new Slug("new-" + sku)));
            ProductView other = market.product(mug(seller, unused()));
            assertThat(market.product(change(other, slug(product.slug().value()))).slug())
                    .isEqualTo(product.slug());
        }

        @Test
        void to_a_slug_that_is_taken_is_refused() {
            ProductView product = created();
            ProductView other = market.product(mug(seller, unused()));

            assertThat(market.refusalOf(change(product, slug(other.slug().value()))))
                    .isEqualTo(new SlugTaken(other.slug()));
        }

        @Test
        void exchanges_variants() {
            ProductView product = created();
            String big = unused();

            market.carryOut(change(product, variants(variant(sku, 10), variant(big, 20))));
            market.carryOut(
                    change(
                            product,
                            variants(
                                    new NewVariant(
                                            new Sku(big),
                                            Map.of("size", "L"),
                                            new Money(20, TND),
                                            null))));

            assertThat(market.historyOf(product.id().value()).subList(2, 6))
                    .containsExactly(
                            new VariantPriced(product.id(), new Sku(sku), new Money(10, TND), null),
                            new VariantAdded(
                                    product.id(),
                                    new Variant(new Sku(big), Map.of(), new Money(20, TND), null)),
                            new VariantDescribed(product.id(), new Sku(big), Map.of("size", "L")),
                            new VariantWithdrawn(product.id(), new Sku(sku)));
        }

        @Test
        void prices_anew_what_only_costs_less_than_before() {
            ProductView product = created();
            Money price = product.variants().getFirst().price();
            Money before = new Money(price.amount() + 1, TND);

            market.carryOut(
                    change(product, variants(new NewVariant(new Sku(sku), null, price, before))));

            assertThat(last(product))
                    .isEqualTo(new VariantPriced(product.id(), new Sku(sku), price, before));
        }

        @Test
        void leaves_a_withdrawn_sku_to_its_seller_alone() {
            ProductView product = created();
            market.carryOut(change(product, variants(variant(unused(), 10))));

            assertThat(market.refusalOf(mug(market.seller(), sku)))
                    .isEqualTo(new SkuTaken(new Sku(sku)));
            assertThat(market.product(mug(seller, sku)).variants()).hasSize(1);
        }

        @Test
        void to_an_unknown_category_is_refused() {
            ProductView product = created();
            var category = new CategoryId(newId(CategoryId.PREFIX));

            assertThat(
                            market.refusalOf(
                                    change(
                                            product,
                                            new ProductChange(
                                                    null, null, null, null, category, null, null,
                                                    null, null, List.of()))))
                    .isEqualTo(new UnknownCategory(category));
        }

        @Test
        void an_older_version_is_refused() {
            ProductView product = created();

            assertThat(
                            market.refusalOf(
                                    change(product, title("Late")),
                                    Map.of(MessageKeys.EXPECTED_VERSION, 0L)))
                    .isEqualTo(new VersionMismatch(1));
        }

        @Test
        void somebody_elses_product_is_refused() {
            ProductView product = created();

            assertThat(
                            market.refusalOf(
                                    new ChangeProduct(
                                            product.id(), editor(market.seller()), title("Mine"))))
                    .isEqualTo(new ProductNotFound());
        }

        @Test
        void any_product_is_up_to_an_admin() {
            ProductView product = created();

            assertThat(
                            market.product(new ChangeProduct(product.id(), ADMIN, title("Ours")))
                                    .title())
                    .isEqualTo("Ours");
        }

        @Test
        void what_is_not_there_is_refused() {
            assertThat(market.refusalOf(new ChangeProduct(newProduct(), ADMIN, title("Nothing"))))
                    .isEqualTo(new ProductNotFound());
        }
    }

    @Nested
    class Listing {

        private ListProduct list(ProductId product, boolean listed) {
            return new ListProduct(product, editor(seller), listed);
        }

        @Test
        void takes_it_off_and_puts_it_back() {
            ProductView product = created();

            assertThat(market.product(list(product.id(), false)).status())
                    .isEqualTo(ProductStatus.DELISTED);
            assertThat(last(product)).isEqualTo(new ProductDelisted(product.id()));
            assertThat(market.product(list(product.id(), true)).status())
                    .isEqualTo(ProductStatus.LISTED);
            assertThat(last(product)).isEqualTo(new ProductListed(product.id()));
        }

        @Test
        void twice_changes_nothing() {
            ProductView product = created();

            assertThat(market.product(list(product.id(), true)).version()).isEqualTo(1);
        }

        @Test
        void takes_an_approved_seller() {
            ProductView product = created();
            market.carryOut(list(product.id(), false));
            market.happen(2, new SellerSuspended(seller, "fakes"));

            assertThat(market.refusalOf(list(product.id(), true)))
                    .isEqualTo(new SellerNotApproved());
        }

        @Test
        void somebody_elses_product_is_refused() {
            ProductView product = created();

            assertThat(
                            market.refusalOf(
                                    new ListProduct(product.id(), editor(market.seller()), false)))
                    .isEqualTo(new ProductNotFound());
        }

        @Test
        void an_older_version_is_refused() {
            assertThat(
                            market.refusalOf(
                                    list(created().id(), false),
                                    Map.of(MessageKeys.EXPECTED_VERSION, 0L)))
                    .isEqualTo(new VersionMismatch(1));
        }
    }

    @Nested
    class Archiving {

        private ArchiveProduct archive(ProductView product) {
            return new ArchiveProduct(product.id(), editor(seller));
        }

        @Test
        void lets_go_of_its_names() {
            ProductView product = created();

            assertThat(market.product(archive(product)).status()).isEqualTo(ProductStatus.ARCHIVED);
            assertThat(last(product)).isEqualTo(new ProductArchived(product.id()));
            assertThat(market.product(mug(seller, sku)).variants()).hasSize(1);
            ProductView other = market.product(mug(seller, unused()));
            assertThat(market.product(change(other, slug(product.slug().value()))).slug())
                    .isEqualTo(product.slug());
        }

        @Test
        void is_for_ever() {
            ProductView product = created();
            market.carryOut(archive(product));

            assertThat(market.refusalOf(archive(product))).isEqualTo(new ProductIsArchived());
            assertThat(market.refusalOf(change(product, title("Again"))))
                    .isEqualTo(new ProductIsArchived());
            assertThat(market.refusalOf(new ListProduct(product.id(), editor(seller), true)))
                    .isEqualTo(new ProductIsArchived());
        }

        @Test
        void somebody_elses_product_is_refused() {
            assertThat(
                            market.refusalOf(
                                    new ArchiveProduct(created().id(), editor(market.seller()))))
                    .isEqualTo(new ProductNotFound());
        }

        @Test
        void an_older_version_is_refused() {
            assertThat(
                            market.refusalOf(
                                    archive(created()), Map.of(MessageKeys.EXPECTED_VERSION, 0L)))
                    .isEqualTo(new VersionMismatch(1));
        }
    }
}
