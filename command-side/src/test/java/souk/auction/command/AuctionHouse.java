package souk.auction.command;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;

import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionId;
import souk.auction.AuctionView;
import souk.auction.BidId;
import souk.catalog.Editor;
import souk.catalog.NewVariant;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductDetails;
import souk.catalog.ProductId;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockEvent;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockReleased;
import souk.inventory.StockEvent.StockReserved;
import souk.inventory.StockEvent.StockReturned;
import souk.inventory.StockKeeper;
import souk.kernel.Ids;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.platform.command.Race;
import souk.platform.process.MovableClock;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;
import souk.seller.Tier;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Sellers who auction what they have, and those who bid on it, over a real event store. */
public record AuctionHouse(CommandBus commands, EventStore events, MovableClock clock) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** How many there are of a SKU, and for whom some are set aside. */
    public record Shelf(int onHand, Map<String, Integer> reserved) {}

    public static String newId(String prefix) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return Ids.of(prefix, System.currentTimeMillis(), random);
    }

    public static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    public SellerId seller() {
        AccountId account = somebody();
        SellerId seller = SellerId.of(account);
        publish("Seller", seller, 0, new SellerApplied(seller, account, "Atlas", Tier.RETAILER));
        publish("Seller", seller, 1, new SellerApproved(seller));
        return seller;
    }

    /** One of {@link #seller()}. */
    public void suspend(SellerId seller) {
        publish("Seller", seller, 2, new SellerSuspended(seller, "fraud"));
    }

    public AccountId somebody() {
        var account = new AccountId(newId(AccountId.PREFIX));
        var email = new EmailAddress(newId("") + "@example.org");
        publish(
                "Account",
                account,
                0,
                new AccountRegistered(
                        account,
                        Personal.of(account.value(), email),
                        Personal.of(account.value(), new PersonName("Some Body")),
                        Personal.of(account.value(), "hash"),
                        Set.of(Role.CUSTOMER)));
        return account;
    }

    private void publish(String type, Object stream, long sequence, Object event) {
        events.publish(new GenericDomainEventMessage<>(type, stream.toString(), sequence, event));
    }

    public Sku thing(SellerId seller, int stock) {
        var sku = new Sku(newId("").toUpperCase(Locale.ROOT));
        done(
                new CreateProduct(
                        new ProductId(newId(ProductId.PREFIX)),
                        new Editor(seller, false),
                        seller,
                        null,
                        new ProductDetails("Mug", "", null, null, false, List.of(), Map.of()),
                        List.of(new NewVariant(sku, null, euros(2_000), null)),
                        true));
        done(new SetStock(sku, new StockKeeper(seller), stock, null));
        return sku;
    }

    /** From ten euros on, by steps of one; at once where no opening is said. */
    public ScheduleAuction auctionOf(SellerId seller, Sku sku, Instant opens, Instant closes) {
        return new ScheduleAuction(
                new AuctionId(newId(AuctionId.PREFIX)),
                seller,
                sku,
                new Quantity(1),
                euros(1_000),
                null,
                euros(100),
                opens,
                closes,
                Duration.ZERO,
                null);
    }

    /** One thing, from now on, for so long. */
    public AuctionView open(Duration length) {
        SellerId seller = seller();
        return (AuctionView)
                done(auctionOf(seller, thing(seller, 1), null, clock.instant().plus(length)));
    }

    public static PlaceBid bid(AuctionId auction, AccountId bidder, long maximum) {
        return new PlaceBid(auction, new BidId(newId(BidId.PREFIX)), bidder, euros(maximum));
    }

    public CommandResultMessage<?> send(Object command) {
        var answer = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command), answer);
        return answer.getResult();
    }

    public Object done(Object command) {
        CommandResultMessage<?> answer = send(command);
        if (answer.isExceptional()) {
            throw new AssertionError(
                    HandlerExecutionException.resolveDetails(answer.exceptionResult())
                            .map(Object::toString)
                            .orElse(""),
                    answer.exceptionResult());
        }
        return answer.getPayload();
    }

    public static Object refusalIn(CommandResultMessage<?> answer) {
        return HandlerExecutionException.resolveDetails(answer.exceptionResult())
                .orElseThrow(() -> new AssertionError(answer.exceptionResult()));
    }

    /** All of them in the same moment. */
    public List<? extends CommandResultMessage<?>> atOnce(List<?> all) {
        return atOnce(all, _ -> {});
    }

    /**
     * @param before what is done before each of them is sent
     */
    public <T> List<? extends CommandResultMessage<?>> atOnce(
            List<T> all, Consumer<? super T> before) {
        return Race.of(
                all,
                command -> {
                    before.accept(command);
                    return send(command);
                });
    }

    public List<Object> historyOf(Object stream) {
        return eventsOf(stream).stream().<Object>map(DomainEventMessage::getPayload).toList();
    }

    @SuppressWarnings("unchecked")
    public <E> List<E> historyOf(Object stream, Class<E> type) {
        return (List<E>) historyOf(stream).stream().filter(type::isInstance).toList();
    }

    public List<? extends DomainEventMessage<?>> eventsOf(Object stream) {
        return events.readEvents(stream.toString(), 0).asStream().toList();
    }

    public Instant endOf(AuctionId auction) {
        return courseOf(auction).effectiveEnd();
    }

    Course courseOf(AuctionId auction) {
        List<Object> history = historyOf(auction);
        var course = new Course((AuctionScheduled) history.getFirst());
        history.forEach(it -> course.evolve((AuctionEvent) it));
        return course;
    }

    public Shelf shelf(Sku sku) {
        int onHand = 0;
        Map<String, Integer> reserved = new HashMap<>();
        for (StockEvent happened : historyOf("stock_" + sku, StockEvent.class)) {
            switch (happened) {
                case StockCounted it -> onHand = it.onHand();
                case StockReserved it -> reserved.put(it.reference(), it.quantity().value());
                case StockReleased it -> reserved.remove(it.reference());
                case StockCommitted it -> {
                    reserved.remove(it.reference());
                    onHand -= it.quantity().value();
                }
                case StockReturned it -> onHand += it.quantity().value();
                default -> {}
            }
        }
        return new Shelf(onHand, reserved);
    }
}
