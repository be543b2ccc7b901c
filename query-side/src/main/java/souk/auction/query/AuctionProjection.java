package souk.auction.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.auction.AuctionEvent.AuctionExtended;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionEvent.AuctionSettled;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionEvent.BidderOutbid;
import souk.auction.AuctionState;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;
import souk.seller.SellerEvent;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerEvent.SellerLeft;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerStatus;

import java.time.Instant;

/** How far each auction has got, and who has bid what. */
@Projection(processingGroup = "auction.view")
class AuctionProjection {

    private final Table<AuctionRow, String> auctions;
    private final Table<BidRow, BidRow.Key> bids;
    private final Table<OwnBidRow, OwnBidRow.Key> ownBids;
    private final Table<DealerRow, String> dealers;

    AuctionProjection(Tables tables) {
        auctions = tables.of(AuctionRow.class, String.class);
        bids = tables.of(BidRow.class, BidRow.Key.class);
        ownBids = tables.of(OwnBidRow.class, OwnBidRow.Key.class);
        dealers = tables.of(DealerRow.class, String.class);
    }

    @EventHandler
    void on(AuctionEvent event, @Timestamp Instant at, @SequenceNumber long version) {
        if (event instanceof AuctionScheduled scheduled) {
            auctions.insert(new AuctionRow(scheduled));
        }
        auctions.change(
                event.auctionId().value(),
                auction -> {
                    change(auction, event, at);
                    auction.version = version;
                });
    }

    private void change(AuctionRow auction, AuctionEvent event, Instant at) {
        switch (event) {
            case AuctionScheduled _ -> {}
            case AuctionOpened _ -> auction.state = AuctionState.OPEN;
            case BidAccepted accepted -> {
                auction.take(accepted);
                bids.insert(new BidRow(accepted, at));
                bid(accepted, at);
            }
            case BidderOutbid outbid -> {
                lead(auction, outbid.bidder().value(), false);
                lead(auction, auction.lastBidder, true);
            }
            case AuctionExtended extended -> auction.effectiveEnd = extended.effectiveEnd();
            // what comes of it may be in another batch
            case AuctionClosed closed ->
                    auction.end(
                            closed.bidCount() > 0 && closed.reserveMet()
                                    ? AuctionState.SOLD
                                    : AuctionState.UNSOLD,
                            null);
            case AuctionAwarded awarded -> {
                auction.prize = Prize.of(awarded);
                lead(auction, awarded.bidder().value(), true);
            }
            case AwardLapsed lapsed -> {
                auction.prize = null;
                lead(auction, lapsed.bidder().value(), false);
            }
            case AuctionSettled _ -> auction.settle();
            case AuctionUnsold unsold -> auction.end(AuctionState.UNSOLD, unsold.cause().name());
            case AuctionCancelled cancelled ->
                    auction.end(AuctionState.CANCELLED, cancelled.cause().name());
        }
    }

    private void bid(BidAccepted accepted, Instant at) {
        var key = new OwnBidRow.Key(accepted.auctionId().value(), accepted.bidder().value());
        if (ownBids.find(key).isEmpty()) {
            ownBids.insert(new OwnBidRow(key, accepted, at));
        } else {
            ownBids.change(key, row -> row.bid(accepted, at));
        }
    }

    private void lead(AuctionRow auction, @Nullable String bidder, boolean leads) {
        if (bidder != null) {
            ownBids.change(new OwnBidRow.Key(auction.auctionId, bidder), row -> row.leads = leads);
        }
    }

    @EventHandler
    void on(SellerEvent event) {
        String seller = event.sellerId().value();
        switch (event) {
            case SellerApplied applied -> dealers.insert(new DealerRow(seller, applied.tier()));
            case SellerApproved _, SellerReinstated _ -> become(seller, SellerStatus.APPROVED);
            case SellerSuspended _, SellerLeft _ -> become(seller, SellerStatus.SUSPENDED);
        }
    }

    private void become(String seller, SellerStatus status) {
        dealers.change(seller, row -> row.status = status);
    }
}
