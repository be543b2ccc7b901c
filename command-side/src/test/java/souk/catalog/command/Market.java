package souk.catalog.command;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;

import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountId;
import souk.account.PersonName;
import souk.account.Role;
import souk.catalog.CategoryId;
import souk.catalog.Editor;
import souk.catalog.NewVariant;
import souk.catalog.ProductChange;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductDetails;
import souk.catalog.ProductId;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.kernel.Ids;
import souk.kernel.Money;
import souk.kernel.Personal;
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
import java.util.Set;

/** Sellers and what they do with their products. */
record Market(CommandBus commands, EventStore events) {

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

    /** Nobody else has it. */
    static String unused() {
        return newId("").substring(10);
    }

    SellerId applicant() {
        var account = new AccountId(newId(AccountId.PREFIX));
        SellerId seller = SellerId.of(account);
        happen(admitted(account));
        happen(0, new SellerApplied(seller, account, "Atlas", Tier.RETAILER));
        return seller;
    }

    SellerId seller() {
        SellerId seller = applicant();
        happen(1, new SellerApproved(seller));
        return seller;
    }

    private static AccountAdmitted admitted(AccountId account) {
        return new AccountAdmitted(
                account,
                "https://login.example.org",
                null,
                Personal.of(account.value(), new PersonName("Some Body")),
                Set.of(Role.CUSTOMER));
    }

    private void happen(AccountAdmitted event) {
        events.publish(
                new GenericDomainEventMessage<>("Account", event.accountId().value(), 0, event));
    }

    void happen(long sequence, SellerEvent event) {
        events.publish(
                new GenericDomainEventMessage<>(
                        "Seller", event.sellerId().value(), sequence, event));
    }

    static NewVariant variant(String sku, long price) {
        return new NewVariant(new Sku(sku), null, new Money(price, TND), null);
    }

    static ProductDetails titled(String title) {
        return new ProductDetails(title, "", null, null, false, List.of(), Map.of());
    }

    static ProductDetails in(CategoryId category) {
        return new ProductDetails("Mug", "", null, category, false, List.of(), Map.of());
    }

    static CreateProduct mug(SellerId seller, String sku) {
        return new CreateProduct(
                newProduct(),
                editor(seller),
                seller,
                new Slug("mug-" + unused()),
                titled("Mug"),
                List.of(variant(sku, 19_900)),
                true);
    }

    static CreateProduct called(SellerId seller, String title) {
        return new CreateProduct(
                newProduct(),
                editor(seller),
                seller,
                null,
                titled(title),
                List.of(variant(unused(), 19_900)),
                false);
    }

    static Editor editor(SellerId seller) {
        return new Editor(seller, false);
    }

    static ProductChange slug(String slug) {
        return new ProductChange(
                null, new Slug(slug), null, null, null, null, null, null, null, List.of());
    }

    static ProductChange variants(NewVariant... variants) {
        return new ProductChange(
                null, null, null, null, null, null, null, null, List.of(variants), List.of());
    }

    CommandResultMessage<?> send(Object command, Map<String, ?> metadata) {
        var answer = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command, metadata), answer);
        return answer.getResult();
    }

    Object carryOut(Object command) {
        return send(command, Map.of()).getPayload();
    }

    ProductView product(Object command) {
        return (ProductView) carryOut(command);
    }

    Object refusalOf(Object command) {
        return refusalOf(command, Map.of());
    }

    Object refusalOf(Object command, Map<String, ?> metadata) {
        CommandResultMessage<?> answer = send(command, metadata);
        if (!answer.isExceptional()) {
            throw new AssertionError("not refused: " + answer.getPayload());
        }
        return HandlerExecutionException.resolveDetails(answer.exceptionResult())
                .orElseThrow(() -> new AssertionError(answer.exceptionResult()));
    }

    List<Object> historyOf(String stream) {
        return events.readEvents(stream)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }
}
