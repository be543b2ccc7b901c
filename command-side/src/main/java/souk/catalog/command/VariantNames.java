package souk.catalog.command;

import souk.catalog.CatalogRejection.MixedCurrencies;
import souk.catalog.CatalogRejection.SkuRepeated;
import souk.catalog.NewVariant;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductId;
import souk.catalog.Slug;
import souk.catalog.Variant;
import souk.kernel.Rejected;
import souk.kernel.Sku;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Gives variants the SKUs that they were asked for with, or ones of their own. */
class VariantNames {

    private static final int SUFFIX = 10;

    private final Names names;

    VariantNames(Names names) {
        this.names = names;
    }

    /** The last characters of an id, which are random. */
    static String endOf(ProductId product) {
        return product.value().substring(product.value().length() - SUFFIX);
    }

    /** The slug that is asked for, or else that of the title. */
    static Slug slugOf(CreateProduct row) {
        Slug wanted = row.slug();
        return wanted == null ? Slug.from(row.details().title(), "product") : wanted;
    }

    void foresee(List<CreateProduct> rows) {
        names.foresee(
                rows.stream()
                        .flatMap(row -> row.variants().stream())
                        .flatMap(variant -> Stream.ofNullable(variant.sku())),
                rows.stream().map(VariantNames::slugOf));
    }

    /** Claims those the product does not have yet, and releases those that it lacks now. */
    List<Variant> exchanged(List<NewVariant> wanted, ProductState product) {
        List<Sku> used = new ArrayList<>();
        product.variants().forEach(it -> used.add(it.sku()));
        product.withdrawn().forEach(it -> used.add(it.sku()));
        List<Variant> offered = named(wanted, product.productId(), used);
        for (Variant it : offered) {
            if (product.variant(it.sku()).isEmpty()) {
                names.claim(it.sku(), product.productId(), product.sellerId());
            }
        }
        for (Variant before : product.variants()) {
            if (offered.stream().noneMatch(it -> it.sku().equals(before.sku()))) {
                names.release(before.sku(), product.productId());
            }
        }
        return offered;
    }

    List<Variant> named(List<NewVariant> wanted, ProductId product, List<Sku> used) {
        Set<Sku> given = new HashSet<>();
        for (NewVariant variant : wanted) {
            if (variant.sku() != null && !given.add(variant.sku())) {
                throw new Rejected(new SkuRepeated(variant.sku()));
            }
        }
        given.addAll(used);
        List<Variant> named = new ArrayList<>();
        for (NewVariant variant : wanted) {
            Sku sku = variant.sku();
            named.add(variant.called(sku == null ? unused(product, given) : sku));
        }
        if (named.stream().map(it -> it.price().currency()).distinct().count() > 1) {
            throw new Rejected(new MixedCurrencies());
        }
        return named;
    }

    private static Sku unused(ProductId product, Set<Sku> used) {
        for (int number = 1; ; number++) {
            Sku sku = new Sku(endOf(product).toUpperCase(Locale.ROOT) + "-" + number);
            if (used.add(sku)) {
                return sku;
            }
        }
    }
}
