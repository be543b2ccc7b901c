package souk.auction.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionExtended;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionEvent.AuctionSettled;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionEvent.BidderOutbid;
import souk.auction.AuctionId;
import souk.auction.AuctionRejection.AuctionClosed;
import souk.auction.AuctionRejection.AuctionHasBids;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionRejection.AuctionNotOpen;
import souk.auction.AuctionRejection.NotYetDue;
import souk.auction.AuctionState;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.platform.command.EventSourced;
import souk.seller.SellerId;

import java.time.Instant;

/** An auction. Where stock or orders have a part in it, others bring them in. */
@EventSourced
@Published("auction.Auction")
@Revision("2")
class Auction {

    @AggregateIdentifier private AuctionId auctionId;
    private Course course;

    @SuppressWarnings("NullAway.Init") // by the event
    Auction(AuctionScheduled scheduled) {
        apply(scheduled);
    }

    void mustBeSoldBy(@Nullable SellerId seller) {
        if (seller != null && !seller.equals(course.scheduled().seller())) {
            throw new Rejected(new AuctionNotFound());
        }
    }

    /** Whoever asks too early is to ask again: his clock may be ahead of this one. */
    static void mustBeDue(Instant due, Instant now) {
        if (now.isBefore(due)) {
            throw new Rejected(new NotYetDue(due));
        }
    }

    void open() {
        apply(new AuctionOpened(auctionId));
    }

    void bid(PlaceBid command, Instant now, String salt) {
        mustTakeBids(now);
        Ranking.Bidder before = course.ranking().leader();
        Instant end = course.effectiveEnd();
        BidAccepted bid = Bid.in(course, command, now, salt);
        apply(bid);
        if (before != null && !course.ranking().isLed(before.account())) {
            apply(new BidderOutbid(auctionId, before.account(), before.alias(), bid.bidId()));
        }
        if (!bid.effectiveEnd().equals(end)) {
            apply(new AuctionExtended(auctionId, bid.bidId(), bid.effectiveEnd()));
        }
    }

    private void mustTakeBids(Instant now) {
        if (course.state() == AuctionState.SCHEDULED && now.isBefore(course.effectiveEnd())) {
            throw new Rejected(new AuctionNotOpen(course.scheduled().opensAt()));
        }
        mustGoOn(now);
    }

    private void mustGoOn(Instant now) {
        if (!isUndecided() || !now.isBefore(course.effectiveEnd())) {
            throw new Rejected(new AuctionClosed());
        }
    }

    /** By its seller, who has changed his mind. */
    void mustBeCancellable(Instant now) {
        mustGoOn(now);
        if (course.bidCount() > 0) {
            throw new Rejected(new AuctionHasBids());
        }
    }

    /** By the shop, which may have to stop what it lets go on. */
    void mustBeUndecided() {
        if (!isUndecided()) {
            throw new Rejected(new AuctionClosed());
        }
    }

    void cancel(AuctionCancelled.Cause cause) {
        apply(new AuctionCancelled(auctionId, cause));
    }

    void close() {
        apply(
                new AuctionEvent.AuctionClosed(
                        auctionId, course.price(), course.reserveMet(), course.bidCount()));
    }

    void award(AuctionAwarded award) {
        apply(award);
    }

    void lapse(AuctionAwarded award) {
        apply(new AwardLapsed(auctionId, award.orderId(), award.bidder(), award.alias()));
    }

    void leave(AuctionUnsold.Cause cause) {
        apply(new AuctionUnsold(auctionId, cause));
    }

    void settle(AuctionAwarded award) {
        AccountId bidder = award.bidder();
        apply(new AuctionSettled(auctionId, award.orderId(), bidder, award.price()));
    }

    boolean isUndecided() {
        return course.state() == AuctionState.SCHEDULED || course.state() == AuctionState.OPEN;
    }

    @EventSourcingHandler
    void evolve(AuctionEvent event) {
        if (event instanceof AuctionScheduled scheduled) {
            auctionId = scheduled.auctionId();
            course = new Course(scheduled);
        } else {
            course.evolve(event);
        }
    }

    Course course() {
        return course;
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Auction() {}
}
