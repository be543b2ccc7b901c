package souk.auction.rest;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.auction.AuctionCommand;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionId;
import souk.auction.AuctionPage;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.FindOwnBid;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListBids;
import souk.auction.AuctionQuery.ListOwnBids;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.auction.BidId;
import souk.auction.BidOutcome;
import souk.auction.BidPage;
import souk.auction.BidView;
import souk.auction.OwnBidPage;
import souk.auction.OwnBidView;
import souk.catalog.ProductId;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Agrees to everything that is asked of auctions, unless a test wants it otherwise. */
@Component
public class StubAuctions {

    static final AuctionId ID = new AuctionId("auc_01hzy00000000000000000000a");
    static final String ALIAS = "bidder-abc234";
    static final Instant CLOSES = Instant.parse("2026-12-01T10:00:00Z");

    private static final long POSITION = 0;

    final List<CommandMessage<?>> commands = new CopyOnWriteArrayList<>();
    final List<Object> queries = new CopyOnWriteArrayList<>();

    /** Answers commands and queries in place of the stub, or throws; null leaves it to the stub. */
    public volatile Function<Object, @Nullable Object> answer = _ -> null;

    /** As of which position it was asked last; null for any. */
    public volatile @Nullable Long askedAt;

    /** Whether commands have been carried out before, and their answers were lost. */
    volatile boolean replayed;

    /** Where the next page of any list begins. */
    volatile @Nullable String next;

    StubAuctions(CommandBus commandBus, QueryBus queryBus) {
        for (Class<?> command : AuctionCommand.class.getPermittedSubclasses()) {
            commandBus.subscribe(command.getName(), this::carryOut);
        }
        queryBus.subscribe(FindAuction.class.getName(), AuctionView.class, this::ask);
        queryBus.subscribe(ListAuctions.class.getName(), AuctionPage.class, this::ask);
        queryBus.subscribe(ListBids.class.getName(), BidPage.class, this::ask);
        queryBus.subscribe(ListOwnBids.class.getName(), OwnBidPage.class, this::ask);
        queryBus.subscribe(FindOwnBid.class.getName(), OwnBidView.class, this::ask);
    }

    public void behave() {
        commands.clear();
        queries.clear();
        answer = _ -> null;
        replayed = false;
        next = null;
    }

    List<Object> sent() {
        return commands.stream().<Object>map(CommandMessage::getPayload).toList();
    }

    private Object carryOut(CommandMessage<?> message) {
        commands.add(message);
        Object given = answer.apply(message.getPayload());
        Object result = given == null ? agree((AuctionCommand) message.getPayload()) : given;
        return new GenericCommandResultMessage<>(
                result, Map.of(MessageKeys.POSITION, POSITION, MessageKeys.REPLAYED, replayed));
    }

    private static Object agree(AuctionCommand command) {
        return command instanceof PlaceBid bid
                ? new BidOutcome(
                        bid.bidId(),
                        bid.auctionId(),
                        ALIAS,
                        bid.maximum(),
                        true,
                        euros(1_000),
                        false,
                        CLOSES,
                        5)
                : auction(command.auctionId());
    }

    private Object ask(QueryMessage<?, ?> message) {
        Object query = message.getPayload();
        queries.add(query);
        askedAt = (Long) message.getMetaData().get(MessageKeys.POSITION);
        Object given = answer.apply(query);
        return given == null ? tell(query) : given;
    }

    private Object tell(Object query) {
        var bid = new BidView(BID, ALIAS, euros(1_000), ALIAS, CLOSES.minusSeconds(60));
        return switch (query) {
            case FindAuction find -> auction(find.auctionId());
            case ListAuctions list ->
                    new AuctionPage(List.of(auction(ID)), next, list.total() ? (Long) 1L : null);
            case ListBids list -> new BidPage(List.of(bid), next, list.total() ? (Long) 1L : null);
            case ListOwnBids list ->
                    new OwnBidPage(List.of(ownBid(ID)), next, list.total() ? (Long) 1L : null);
            case FindOwnBid find -> ownBid(find.auctionId());
            default -> throw new IllegalArgumentException();
        };
    }

    static final BidId BID = new BidId("bid_01hzy00000000000000000000a");

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    private static OwnBidView ownBid(AuctionId id) {
        return new OwnBidView(auction(id), ALIAS, euros(5_000), true, 2, CLOSES.minusSeconds(60));
    }

    private static AuctionView auction(AuctionId id) {
        return auction(id, Audience.PUBLIC);
    }

    public static AuctionView auction(AuctionId id, Audience audience) {
        return new AuctionView(
                id,
                AuctionState.OPEN,
                new AuctionView.Seller(new SellerId("sel_01hzy00000000000000000000a"), "Atlas"),
                new Sku("CLOCK"),
                new ProductId("prd_01hzy00000000000000000000a"),
                "A clock",
                1,
                euros(1_000),
                euros(1_000),
                euros(1_100),
                true,
                false,
                null,
                ALIAS,
                1,
                CLOSES.minusSeconds(86_400),
                CLOSES,
                CLOSES,
                Duration.ofMinutes(2),
                audience,
                null,
                null,
                3);
    }
}
