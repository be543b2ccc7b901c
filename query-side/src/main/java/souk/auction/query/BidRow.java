package souk.auction.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.BidId;
import souk.auction.BidView;

import java.time.Instant;

/** One bid, as everybody may see it. */
@Entity
@Table(schema = "auction_view", name = "bid")
class BidRow {

    /**
     * @param number 1 for the first bid of an auction
     */
    @Embeddable
    record Key(String auctionId, long number) {}

    @EmbeddedId Key key;
    String bidId;
    String bidder;
    long price;
    String leader;
    Instant at;

    BidRow(BidAccepted bid, Instant at) {
        this.key = new Key(bid.auctionId().value(), bid.bidCount());
        this.bidId = bid.bidId().value();
        this.bidder = bid.alias();
        this.price = bid.currentPrice().amount();
        this.leader = bid.leader();
        this.at = at;
    }

    BidView view(AuctionRow auction) {
        return new BidView(new BidId(bidId), bidder, auction.money(price), leader, at);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected BidRow() {}
}
