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
        leads = bid.alias().equals(bid.leader());
        bids++;
        at = when;
    }

    OwnBidView view(AuctionRow auction) {
        return new OwnBidView(
                auction.view(key.bidder(), false), alias, auction.money(maximum), leads, bids, at);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected OwnBidRow() {}
}
