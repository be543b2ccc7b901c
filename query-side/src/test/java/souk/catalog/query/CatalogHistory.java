package souk.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;

import souk.account.AccountId;
import souk.catalog.CategoryCommand;
import souk.catalog.CategoryEvent;
import souk.catalog.CategoryId;
import souk.catalog.ProductDetails;
import souk.catalog.ProductEvent;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductId;
import souk.catalog.Slug;
import souk.catalog.Variant;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerEvent;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerId;
import souk.seller.Tier;

import java.security.SecureRandom;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lets things happen to the catalog, and asks what became of them. */
record CatalogHistory(EventStore events, QueryBus queries) {

    static final Currency TND = Currency.getInstance("TND");
    private static final SecureRandom RANDOM = new SecureRandom();

    static String newId(String prefix) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return Ids.of(prefix, System.currentTimeMillis(), random);
    }

    static ProductId newProduct() {
        return new ProductId(newId(ProductId.PREFIX));
    }

    static CategoryId newCategory() {
        return new CategoryId(newId(CategoryId.PREFIX));
    }

    /** Nobody else has it. */
    static String unused() {
        return newId("").substring(10);
    }

    SellerId seller() {
        var account = new AccountId(newId(AccountId.PREFIX));
        SellerId seller = SellerId.of(account);
        happen(0, new SellerApplied(seller, account, "Atlas", Tier.RETAILER));
        happen(1, new SellerApproved(seller));
        return seller;
    }

    void happen(long sequence, SellerEvent event) {
        events.publish(
                new GenericDomainEventMessage<>(
                        "Seller", event.sellerId().value(), sequence, event));
    }

    void happen(long sequence, ProductEvent event) {
        events.publish(
                new GenericDomainEventMessage<>(
                        "Product", event.productId().value(), sequence, event));
    }

    void happen(CategoryEvent event) {
        long last = events.lastSequenceNumberFor(CategoryCommand.TREE).orElse(-1L);
        events.publish(
                new GenericDomainEventMessage<>(
                        "CategoryTree", CategoryCommand.TREE, last + 1, event));
    }

    static ProductDetails titled(String title) {
        return new ProductDetails(title, "", null, null, false, List.of(), Map.of());
    }

    static ProductDetails of(String title, String brand, CategoryId category, boolean featured) {
        return new ProductDetails(title, "", brand, category, featured, List.of(), Map.of());
    }

    static Money dinars(long amount) {
        return new Money(amount, TND);
    }

    static Variant variant(String sku, long price) {
        return new Variant(new Sku(sku), Map.of(), dinars(price), null);
    }

    ProductId listed(SellerId seller, ProductDetails details, long price) {
        ProductId product = newProduct();
        happen(
                0,
                new ProductCreated(
                        product,
                        seller,
                        new Slug("slug-" + unused()),
                        details,
                        List.of(variant(unused(), price))));
        happen(1, new ProductListed(product));
        return product;
    }

    <R> R ask(Object query, Class<R> answer) {
        QueryResponseMessage<R> answered = answerTo(query, answer);
        if (answered.isExceptional()) {
            throw new AssertionError(answered.exceptionResult());
        }
        return answered.getPayload();
    }

    Object refusalOf(Object query, Class<?> answer) {
        QueryResponseMessage<?> answered = answerTo(query, answer);
        assertThat(answered.isExceptional()).isTrue();
        return Objects.requireNonNull(
                HandlerExecutionException.resolveDetails(answered.exceptionResult()).orElseThrow());
    }

    private <R> QueryResponseMessage<R> answerTo(Object query, Class<R> answer) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(answer))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }
}
