package souk.auction.command;

import org.jspecify.annotations.Nullable;

import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionRejection.BidTooLow;
import souk.auction.AuctionRejection.WrongCurrency;
import souk.kernel.Money;
import souk.kernel.Rejected;

import java.time.Instant;

/**
 * What a maximum makes of the price: no more than it takes to be one step above the next one. The
 * reserve is the seller's own bid, which nobody sees until it is met.
 */
final class Bid {

    private final Course before;
    private final AuctionScheduled auction;
    private final PlaceBid bid;
    private final long maximum;
    private final Instant now;
    private final String salt;

    private Bid(Course before, PlaceBid bid, Instant now, String salt) {
        this.before = before;
        this.auction = before.scheduled();
        this.bid = bid;
        this.maximum = bid.maximum().amount();
        this.now = now;
        this.salt = salt;
    }

    /**
     * @param salt nobody knows it
     */
    static BidAccepted in(Course before, PlaceBid bid, Instant now, String salt) {
        return new Bid(before, bid, now, salt).accepted();
    }

    private BidAccepted accepted() {
        Ranking.Bidder leader = before.ranking().leader();
        mustBeEnough(leader);
        String alias = DerivedNames.alias(auction, bid.bidder());
        var bidder = new Ranking.Bidder(bid.bidder(), alias, maximum);
        Ranking.Bidder first =
                leader == null || isBy(leader) || maximum > leader.maximum() ? bidder : leader;
        boolean reserveMet = first.maximum() >= reserve();
        long price = price(leader);
        return new BidAccepted(
                auction.auctionId(),
                bid.bidId(),
                bid.bidder(),
                alias,
                bid.maximum(),
                first.alias(),
                money(reserveMet ? Math.max(price, reserve()) : price),
                reserveMet,
                before.bidCount() + 1,
                leader == null || !first.account().equals(leader.account())
                        ? extended()
                        : before.effectiveEnd(),
                salt);
    }

    /** There is to be time to answer a new leader. */
    private Instant extended() {
        Instant atLeast = now.plus(auction.extension());
        return before.effectiveEnd().isBefore(atLeast) ? atLeast : before.effectiveEnd();
    }

    private void mustBeEnough(Ranking.@Nullable Bidder leader) {
        if (!bid.maximum().currency().equals(auction.startPrice().currency())) {
            throw new Rejected(
                    new WrongCurrency(auction.startPrice().currency().getCurrencyCode()));
        }
        Money minimum =
                leader != null && isBy(leader) ? money(leader.maximum() + 1) : before.minimumBid();
        if (maximum < minimum.amount()) {
            throw new Rejected(new BidTooLow(minimum));
        }
    }

    private boolean isBy(Ranking.Bidder leader) {
        return leader.account().equals(bid.bidder());
    }

    private long price(Ranking.@Nullable Bidder leader) {
        if (leader == null || isBy(leader)) {
            return before.price().amount();
        }
        long higher = Math.max(maximum, leader.maximum());
        long lower = Math.min(maximum, leader.maximum());
        return Math.min(higher, auction.increments().above(lower));
    }

    private long reserve() {
        Money reserve = auction.reservePrice();
        return reserve == null ? 0 : reserve.amount();
    }

    private Money money(long amount) {
        return new Money(amount, auction.startPrice().currency());
    }
}
