package souk.auction.query;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionEvent.BidderOutbid;
import souk.auction.AuctionId;
import souk.auction.AuctionQuery;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.auction.BidId;
import souk.auction.Increments;
import souk.auction.Increments.Step;
import souk.catalog.ProductId;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderId;
import souk.seller.SellerEvent;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerId;
import souk.seller.Tier;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One auction from 10 euros, reserve 20, in steps of 1 euro and of 5 from 50 on. */
class AuctionHistory {

    static final Instant OPENS = Instant.parse("2036-01-01T00:00:00Z");
    static final Instant CLOSES = Instant.parse("2036-01-02T00:00:00Z");
    static final Instant PAY_UNTIL = Instant.parse("2036-01-04T00:00:00Z");
    static final Viewer ADMIN = new Viewer(null, true);

    private static final SecureRandom RANDOM = new SecureRandom();

    final AuctionId auction = new AuctionId(newId(AuctionId.PREFIX));
    final AccountId owner;
    final SellerId seller;
    final AccountId mia = new AccountId(newId(AccountId.PREFIX));
    final AccountId ali = new AccountId(newId(AccountId.PREFIX));
    final OrderId order = new OrderId(newId(OrderId.PREFIX));

    private final EventStore events;
    private final QueryBus queries;
    private final Map<String, Long> versions = new HashMap<>();
    private long bids;

    AuctionHistory(EventStore events, QueryBus queries) {
        this(events, queries, new AccountId(newId(AccountId.PREFIX)));
    }

    AuctionHistory(EventStore events, QueryBus queries, AccountId owner) {
        this.events = events;
        this.queries = queries;
        this.owner = owner;
        this.seller = SellerId.of(owner);
    }

    static String newId(String prefix) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return Ids.of(prefix, System.currentTimeMillis(), random);
    }

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static String alias(AccountId bidder) {
        return "bidder-" + bidder.value().substring(bidder.value().length() - 6);
    }

    AuctionScheduled scheduled(Audience audience, @Nullable Money reserve, Instant closes) {
        return new AuctionScheduled(
                auction,
                seller,
                "Atlas",
                new Sku("CLOCK"),
                new ProductId("prd_01hzy00000000000000000000a"),
                "A clock",
                new Quantity(2),
                euros(1_000),
                reserve,
                new Increments(List.of(new Step(0, 100), new Step(5_000, 500))),
                OPENS,
                closes,
                Duration.ofMinutes(2),
                audience,
                "salt");
    }

    AuctionScheduled scheduled(Audience audience) {
        return scheduled(audience, euros(2_000), CLOSES);
    }

    AuctionHistory open() {
        return happen(scheduled(Audience.PUBLIC), new AuctionOpened(auction));
    }

    BidAccepted bid(AccountId bidder, long maximum, AccountId leader, long price) {
        return new BidAccepted(
                auction,
                new BidId(newId(BidId.PREFIX)),
                bidder,
                alias(bidder),
                euros(maximum),
                alias(leader),
                euros(price),
                price >= 2_000,
                ++bids,
                CLOSES,
                "a secret");
    }

    BidderOutbid outbid(AccountId bidder) {
        return new BidderOutbid(auction, bidder, alias(bidder), new BidId(newId(BidId.PREFIX)));
    }

    AuctionClosed closed(long price) {
        return new AuctionClosed(auction, euros(price), price >= 2_000, bids);
    }

    AuctionAwarded awarded(AccountId bidder, long price, int rank) {
        return new AuctionAwarded(
                auction, order, bidder, alias(bidder), euros(price), rank, PAY_UNTIL);
    }

    AwardLapsed lapsed(AccountId bidder) {
        return new AwardLapsed(auction, order, bidder, alias(bidder));
    }

    AuctionHistory happen(AuctionEvent... happened) {
        for (AuctionEvent event : happened) {
            publish("Auction", auction.value(), event);
        }
        return this;
    }

    /** An account that may sell. */
    AccountId dealer(Tier tier) {
        AccountId account = new AccountId(newId(AccountId.PREFIX));
        SellerId house = SellerId.of(account);
        happen(new SellerApplied(house, account, "House", tier), new SellerApproved(house));
        return account;
    }

    void happen(SellerEvent... happened) {
        for (SellerEvent event : happened) {
            publish("Seller", event.sellerId().value(), event);
        }
    }

    private void publish(String type, String stream, Object event) {
        long version = versions.merge(stream, 0L, (last, _) -> last + 1);
        events.publish(new GenericDomainEventMessage<>(type, stream, version, event));
    }

    static Viewer as(AccountId account) {
        return new Viewer(account, false);
    }

    AuctionView seenBy(Viewer viewer) {
        return ask(new FindAuction(auction, viewer), AuctionView.class);
    }

    <R> QueryResponseMessage<R> answerTo(AuctionQuery query, Class<R> answer) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(answer))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }

    <R> R ask(AuctionQuery query, Class<R> answer) {
        QueryResponseMessage<R> answered = answerTo(query, answer);
        if (answered.isExceptional()) {
            throw new AssertionError(answered.exceptionResult());
        }
        return answered.getPayload();
    }
}
