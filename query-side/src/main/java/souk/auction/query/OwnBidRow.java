package souk.auction.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.OwnBidView;

import java.time.Instant;

/** How somebody stands in an auction: for nobody's eyes but his. */
@Entity
@Table(schema = "auction_view", name = "own_bid")
class OwnBidRow {

    /**
     * @param bidder his account
     */
    @Embeddable
    record Key(String auctionId, String bidder) {}

    @EmbeddedId Key key;
    String alias;
    long maximum;
    boolean leads;
    long bids;
    Instant at;

    OwnBidRow(Key key, BidAccepted first, Instant at) {
        this.key = key;
        this.alias = first.alias();
        bid(first, at);
    }

    final void bid(BidAccepted bid, Instant when) {
        maximum = bid.maximum().amount();
        leads |= bid.bidCount() == 1; // of others who lead it is told that somebody is outbid
        bids++;
        at = when;
    }

    OwnBidView view(AuctionRow auction, Instant now) {
        return new OwnBidView(
                auction.view(key.bidder(), false, now),
                alias,
                auction.money(maximum),
                leads && !auction.isOff(),
                bids,
                at);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected OwnBidRow() {}
}
