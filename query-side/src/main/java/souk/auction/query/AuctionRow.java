package souk.auction.query;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionId;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.auction.Increments;
import souk.auction.Increments.Step;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One auction, without its bids. */
@Entity
@Table(schema = "auction_view", name = "auction")
class AuctionRow {

    @Id String auctionId;

    @Enumerated(EnumType.STRING)
    AuctionState state;

    String sellerId;
    String sellerName;
    String sku;
    String productId;
    String title;
    int quantity;
    String currency;
    long startPrice;
    long currentPrice;
    @Nullable Long minimumBid;
    @Nullable Long reservePrice;
    boolean reserveMet;
    List<Long> stepsFrom;
    List<Long> stepsBy;
    @Nullable String leader;
    @Nullable String lastBidder;
    long bidCount;
    Instant opensAt;
    Instant closesAt;
    Instant effectiveEnd;
    String extension;

    @Enumerated(EnumType.STRING)
    Audience audience;

    @Nullable String outcome;
    @Embedded @Nullable Prize prize;
    long version;

    AuctionRow(AuctionScheduled scheduled) {
        auctionId = scheduled.auctionId().value();
        state = AuctionState.SCHEDULED;
        sellerId = scheduled.seller().value();
        sellerName = scheduled.sellerName();
        sku = scheduled.sku().value();
        productId = scheduled.productId().value();
        title = scheduled.title();
        quantity = scheduled.quantity().value();
        currency = scheduled.startPrice().currency().getCurrencyCode();
        startPrice = scheduled.startPrice().amount();
        currentPrice = startPrice;
        minimumBid = startPrice;
        reservePrice =
                scheduled.reservePrice() == null ? null : (Long) scheduled.reservePrice().amount();
        reserveMet = reservePrice == null;
        stepsFrom = of(scheduled.increments(), Step::from);
        stepsBy = of(scheduled.increments(), Step::by);
        opensAt = scheduled.opensAt();
        closesAt = scheduled.closesAt();
        effectiveEnd = closesAt;
        extension = scheduled.extension().toString();
        audience = scheduled.audience();
    }

    private static List<Long> of(Increments increments, Function<Step, Long> part) {
        return new ArrayList<>(increments.steps().stream().map(part).toList());
    }

    void take(BidAccepted bid) {
        currentPrice = bid.currentPrice().amount();
        minimumBid = increments().above(currentPrice);
        reserveMet = bid.reserveMet();
        leader = bid.leader();
        lastBidder = bid.bidder().value();
        bidCount = bid.bidCount();
        effectiveEnd = bid.effectiveEnd();
    }

    private Increments increments() {
        return new Increments(
                IntStream.range(0, stepsFrom.size())
                        .mapToObj(step -> new Step(stepsFrom.get(step), stepsBy.get(step)))
                        .toList());
    }

    void end(AuctionState as, @Nullable String why) {
        state = as;
        outcome = why;
        minimumBid = null;
    }

    void settle() {
        prize = prize == null ? null : prize.settled();
    }

    /**
     * @param account of whoever looks
     * @param whole whether he may see all of it
     */
    AuctionView view(@Nullable String account, boolean whole, Instant now) {
        boolean won = prize != null && prize.winner().equals(account);
        return new AuctionView(
                new AuctionId(auctionId),
                state,
                new AuctionView.Seller(new SellerId(sellerId), sellerName),
                new Sku(sku),
                new ProductId(productId),
                title,
                quantity,
                money(startPrice),
                money(currentPrice),
                minimumBid == null || !now.isBefore(effectiveEnd) ? null : money(minimumBid),
                reservePrice != null,
                reserveMet,
                reservePrice == null || !whole ? null : money(reservePrice),
                leader,
                bidCount,
                opensAt,
                closesAt,
                effectiveEnd,
                Duration.parse(extension),
                audience,
                outcome,
                prize == null || !whole && !won ? null : prize.view(this),
                version);
    }

    /** Nobody gets it. */
    boolean isOff() {
        return state == AuctionState.UNSOLD || state == AuctionState.CANCELLED;
    }

    Money money(long amount) {
        return new Money(amount, Currency.getInstance(currency));
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected AuctionRow() {}
}
