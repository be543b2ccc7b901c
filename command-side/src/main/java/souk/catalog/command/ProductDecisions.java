package souk.catalog.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.catalog.BulkOutcome;
import souk.catalog.CatalogRejection.ProductNotFound;
import souk.catalog.CatalogRejection.UnknownCategory;
import souk.catalog.CategoryId;
import souk.catalog.Editor;
import souk.catalog.ProductChange;
import souk.catalog.ProductCommand.ArchiveProduct;
import souk.catalog.ProductCommand.ChangeManyProducts;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductCommand.ListProduct;
import souk.catalog.ProductDetails;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductId;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.catalog.Variant;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.platform.command.Aggregates;
import souk.seller.SellerId;
import souk.seller.SellerRejection.SellerNotApproved;
import souk.seller.SellerRejection.SellerNotFound;
import souk.seller.command.Sellers;

import java.util.List;

/** Decides on products together with their names, their sellers and their categories. */
@Component
class ProductDecisions {

    private final Aggregates<Product> products;
    private final VariantNames variants;
    private final Names names;
    private final Sellers sellers;
    private final Categories categories;

    ProductDecisions(
            ObjectProvider<Repository<Product>> repository,
            ObjectProvider<EventStore> events,
            Names names,
            Sellers sellers,
            Categories categories) {
        this.products = new Aggregates<>(Product.class, repository::getObject, events::getObject);
        this.variants = new VariantNames(names);
        this.names = names;
        this.sellers = sellers;
        this.categories = categories;
    }

    @CommandHandler
    ProductView decide(CreateProduct command) {
        return products.decide(() -> view(create(command)));
    }

    @CommandHandler
    ProductView decide(
            ChangeProduct command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return products.decide(
                () -> {
                    Aggregate<Product> product = find(command.productId(), command.editor());
                    Aggregates.mustBeAt(expected, product);
                    change(product, command);
                    return view(product);
                });
    }

    @CommandHandler
    ProductView decide(
            ListProduct command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return products.decide(
                () -> {
                    Aggregate<Product> product = find(command.productId(), command.editor());
                    Aggregates.mustBeAt(expected, product);
                    if (command.listed()) {
                        mustSell(product.invoke(it -> it.state().sellerId()));
                        product.execute(Product::list);
                    } else {
                        product.execute(Product::delist);
                    }
                    return view(product);
                });
    }

    @CommandHandler
    ProductView decide(
            ArchiveProduct command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return products.decide(
                () -> {
                    Aggregate<Product> product = find(command.productId(), command.editor());
                    Aggregates.mustBeAt(expected, product);
                    ProductState state = product.invoke(Product::state);
                    state.variants().forEach(it -> names.release(it.sku(), command.productId()));
                    names.release(state.slug(), command.productId());
                    product.execute(Product::archive);
                    return view(product);
                });
    }

    @CommandHandler
    BulkOutcome decide(ChangeManyProducts command) {
        return products.decide(
                () -> {
                    // in one order, or two of these could wait for each other
                    command.update().stream()
                            .map(it -> it.productId().value())
                            .sorted()
                            .forEach(products::find);
                    variants.foresee(command.create());
                    var rows = new BulkRows();
                    var created = rows.each("create", command.create(), it -> row(create(it)));
                    var updated = rows.each("update", command.update(), it -> row(change(it)));
                    rows.mustAllBeFine();
                    return new BulkOutcome(created, updated);
                });
    }

    private Aggregate<Product> create(CreateProduct command) {
        SellerId seller = command.seller();
        if (!command.editor().mayEdit(seller)) {
            throw new Rejected(new SellerNotFound());
        }
        mustSell(seller);
        mustBeKnown(command.details().categoryId());
        ProductId id = command.productId();
        List<Variant> offered = variants.named(command.variants(), id, List.of());
        Slug slug = slugFor(command);
        names.claim(slug, id, seller);
        offered.forEach(it -> names.claim(it.sku(), id, seller));
        var created = new ProductCreated(id, seller, slug, command.details(), offered);
        Aggregate<Product> product = products.create(() -> new Product(created));
        if (command.listed()) {
            product.execute(Product::list);
        }
        return product;
    }

    private Aggregate<Product> change(ChangeProduct command) {
        Aggregate<Product> product = find(command.productId(), command.editor());
        change(product, command);
        return product;
    }

    private void change(Aggregate<Product> product, ChangeProduct command) {
        ProductChange change = command.change();
        ProductState before = product.invoke(Product::state);
        ProductDetails details = change.applied(before.details());
        if (change.categoryId() != null) {
            mustBeKnown(details.categoryId());
        }
        Slug slug = change.slug();
        if (slug != null && !slug.equals(before.slug())) {
            names.claim(slug, before.productId(), before.sellerId());
            names.release(before.slug(), before.productId());
            product.execute(it -> it.rename(slug));
        }
        product.execute(it -> it.describe(details));
        if (change.variants() != null) {
            List<Variant> offered = variants.exchanged(change.variants(), before);
            product.execute(it -> it.offer(offered));
        }
    }

    private Aggregate<Product> find(ProductId id, Editor editor) {
        Aggregate<Product> product =
                products.find(id.value()).orElseThrow(() -> new Rejected(new ProductNotFound()));
        product.execute(it -> it.mustBeOpenTo(editor));
        return product;
    }

    private void mustSell(SellerId seller) {
        if (sellers.findCurrent(seller).filter(it -> it.maySell()).isEmpty()) {
            throw new Rejected(new SellerNotApproved());
        }
    }

    private void mustBeKnown(@Nullable CategoryId category) {
        if (category != null && !categories.contains(category)) {
            throw new Rejected(new UnknownCategory(category));
        }
    }

    private Slug slugFor(CreateProduct command) {
        Slug slug = VariantNames.slugOf(command);
        return command.slug() == null && names.isTaken(slug)
                ? slug.with(VariantNames.endOf(command.productId()))
                : slug;
    }

    private static BulkOutcome.Row row(Aggregate<Product> product) {
        ProductState state = product.invoke(Product::state);
        return new BulkOutcome.Row(state.productId(), state.slug(), product.version());
    }

    private ProductView view(Aggregate<Product> product) {
        ProductState it = product.invoke(Product::state);
        ProductDetails details = it.details();
        String seller = sellers.find(it.sellerId()).map(known -> known.name()).orElse("");
        return new ProductView(
                it.productId(),
                it.slug(),
                details.title(),
                details.description(),
                details.brand(),
                details.categoryId(),
                new ProductView.Seller(it.sellerId(), seller),
                details.featured(),
                it.status(),
                it.variants().stream().map(ProductDecisions::item).toList(),
                details.images(),
                details.attributes(),
                product.version());
    }

    private static ProductView.Item item(Variant variant) {
        return new ProductView.Item(
                variant.sku(), variant.options(), variant.price(), variant.compareAtPrice(), null);
    }
}
