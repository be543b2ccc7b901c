package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.catalog.Editor;
import souk.catalog.NewVariant;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductDetails;
import souk.catalog.ProductId;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockEvent;
import souk.inventory.StockEvent.StockAdjusted;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockReceived;
import souk.inventory.StockEvent.StockReleased;
import souk.inventory.StockEvent.StockReserved;
import souk.inventory.StockEvent.StockReturned;
import souk.inventory.StockKeeper;
import souk.kernel.Ids;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.Address;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.PlaceOrder;
import souk.order.OrderId;
import souk.order.OrderView;
import souk.order.PhoneNumber;
import souk.order.Placement;
import souk.payment.PaymentId;
import souk.platform.command.Race;
import souk.platform.process.MovableClock;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerId;
import souk.seller.Tier;

import java.security.SecureRandom;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sellers, what they have, and those who buy it. */
record Bazaar(CommandBus commands, EventStore events, MovableClock clock) {

    static final Currency TND = Currency.getInstance("TND");

    /** Of which cards are charged with tens only. */
    static final Currency KWD = Currency.getInstance("KWD");

    static final CartOwner GUEST = CartOwner.guest("somebody");
    static final Address TUNIS =
            new Address("Leïla", "12 rue de Carthage", null, "Tunis", null, "1000", "TN");
    static final EmailAddress EMAIL = new EmailAddress("leila@example.org");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** How many there are of a SKU, and how many are promised, by whom. */
    record Shelf(int onHand, Map<String, Integer> reserved) {
        int available() {
            return onHand - reserved.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    static String newId(String prefix) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return Ids.of(prefix, System.currentTimeMillis(), random);
    }

    static Money pounds(long pence) {
        return new Money(pence, Currency.getInstance("GBP"));
    }

    static Money dinars(long millimes) {
        return new Money(millimes, TND);
    }

    SellerId seller() {
        var account = new AccountId(newId(AccountId.PREFIX));
        SellerId seller = SellerId.of(account);
        publish(
                "Seller",
                seller.value(),
                0,
                new SellerApplied(seller, account, "Atlas", Tier.RETAILER));
        publish("Seller", seller.value(), 1, new SellerApproved(seller));
        return seller;
    }

    private void publish(String type, String stream, long sequence, Object event) {
        events.publish(new GenericDomainEventMessage<>(type, stream, sequence, event));
    }

    /** Something new of the seller's. */
    Sku on(SellerId seller, Money price, int stock) {
        var sku = new Sku(newId("").toUpperCase(java.util.Locale.ROOT));
        carryOut(
                new CreateProduct(
                        new ProductId(newId(ProductId.PREFIX)),
                        new Editor(seller, false),
                        seller,
                        null,
                        new ProductDetails("Mug", "", null, null, false, List.of(), Map.of()),
                        List.of(new NewVariant(sku, null, price, null)),
                        true));
        carryOut(new SetStock(sku, new StockKeeper(seller), stock, null));
        return sku;
    }

    Sku mugs(int stock) {
        return on(seller(), dinars(19_900), stock);
    }

    /** A guest's cart with as many of each. */
    CartId cart(int quantity, Sku... skus) {
        var cart = new CartId(newId(CartId.PREFIX));
        carryOut(new CreateCart(cart, GUEST));
        for (Sku sku : skus) {
            put(cart, sku, quantity);
        }
        return cart;
    }

    void put(CartId cart, Sku sku, int quantity) {
        carryOut(new AddItem(cart, GUEST, sku, new Quantity(quantity)));
    }

    static PlaceOrder checkout(CartId cart) {
        return checkout(cart, GUEST, null);
    }

    static PlaceOrder checkout(CartId cart, CartOwner buyer, Money expectedTotal) {
        return new PlaceOrder(
                cart,
                buyer,
                new OrderId(newId(OrderId.PREFIX)),
                EMAIL,
                new PhoneNumber("+216 71 000 000"),
                TUNIS,
                "standard",
                expectedTotal,
                "a token");
    }

    Placement place(PlaceOrder command) {
        return (Placement) carryOut(command);
    }

    /** An order of so many of each. */
    OrderView placed(int quantity, Sku... skus) {
        return place(checkout(cart(quantity, skus))).order();
    }

    OrderView paid(int quantity, Sku... skus) {
        return order(payment(placed(quantity, skus), "a transaction"));
    }

    static ConfirmPayment payment(OrderView order, String transaction) {
        return new ConfirmPayment(
                order.id(), PaymentId.of(order.id().value()), transaction, order.amounts().total());
    }

    OrderView order(Object command) {
        return (OrderView) carryOut(command);
    }

    CommandResultMessage<?> send(Object command, Map<String, ?> metadata) {
        var answer = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command, metadata), answer);
        return answer.getResult();
    }

    List<? extends CommandResultMessage<?>> atOnce(List<?> all) {
        return Race.of(all, it -> send(it, Map.of()));
    }

    Object carryOut(Object command) {
        CommandResultMessage<?> answer = send(command, Map.of());
        if (answer.isExceptional()) {
            throw new AssertionError(
                    HandlerExecutionException.resolveDetails(answer.exceptionResult())
                            .map(Object::toString)
                            .orElse(""),
                    answer.exceptionResult());
        }
        return answer.getPayload();
    }

    Object refusalOf(Object command) {
        return refusalOf(send(command, Map.of()));
    }

    static Object refusalOf(CommandResultMessage<?> answer) {
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

    /** What stock events add up to; never less than nothing on the way. */
    Shelf shelf(Sku sku) {
        int onHand = 0;
        Map<String, Integer> reserved = new HashMap<>();
        for (Object happened : historyOf("stock_" + sku)) {
            switch ((StockEvent) happened) {
                case StockCounted it -> onHand = it.onHand();
                case StockReceived it -> onHand += it.quantity();
                case StockAdjusted it -> onHand += it.delta();
                case StockReserved it -> reserved.put(it.reference(), it.quantity().value());
                case StockReleased it -> take(reserved, it.reference(), it.quantity());
                case StockCommitted it -> {
                    take(reserved, it.reference(), it.quantity());
                    onHand -= it.quantity().value();
                }
                case StockReturned it -> onHand += it.quantity().value();
                default -> {}
            }
            assertThat(new Shelf(onHand, reserved).available()).isNotNegative();
        }
        return new Shelf(onHand, reserved);
    }

    private static void take(Map<String, Integer> reserved, String reference, Quantity quantity) {
        assertThat(reserved.remove(reference)).isEqualTo(quantity.value());
    }
}
