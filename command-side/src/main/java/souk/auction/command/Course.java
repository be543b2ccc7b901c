package souk.auction.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

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
import souk.kernel.Money;
import souk.kernel.Secret;

import java.time.Instant;

/** An auction after some events. It gets no larger, however many bids there are. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
class Course {

    private AuctionScheduled scheduled;
    private AuctionState state = AuctionState.SCHEDULED;
    private Instant effectiveEnd;
    @Secret private Ranking ranking = Ranking.EMPTY; // its order tells of maxima, too
    private @Nullable BidAccepted latest;
    private @Nullable AuctionAwarded award;
    private boolean paid;
    private @Nullable String outcome;

    Course(AuctionScheduled scheduled) {
        this.scheduled = scheduled;
        this.effectiveEnd = scheduled.closesAt();
    }

    void evolve(AuctionEvent event) {
        switch (event) {
            case AuctionScheduled _ -> {} // it begins with that
            case AuctionOpened _ -> state = AuctionState.OPEN;
            case BidAccepted bid -> {
                ranking = ranking.after(bid);
                latest = bid;
            }
            case BidderOutbid _ -> {} // as the bid says
            case AuctionExtended extended -> effectiveEnd = extended.effectiveEnd();
            case AuctionClosed _ -> {} // what comes of it follows
            case AuctionAwarded awarded -> {
                award = awarded;
                state = AuctionState.SOLD;
            }
            case AwardLapsed lapsed -> ranking = ranking.below(lapsed.bidder());
            case AuctionSettled _ -> paid = true;
            case AuctionUnsold unsold -> {
                award = null;
                outcome = unsold.cause().name();
                state = AuctionState.UNSOLD;
            }
            case AuctionCancelled cancelled -> {
                outcome = cancelled.cause().name();
                state = AuctionState.CANCELLED;
            }
        }
    }

    AuctionScheduled scheduled() {
        return scheduled;
    }

    AuctionState state() {
        return state;
    }

    Instant effectiveEnd() {
        return effectiveEnd;
    }

    Ranking ranking() {
        return ranking;
    }

    @Nullable AuctionAwarded award() {
        return award;
    }

    boolean isPaid() {
        return paid;
    }

    @Nullable String outcome() {
        return outcome;
    }

    /** The alias of whoever led last. */
    @Nullable String leader() {
        return latest == null ? null : latest.leader();
    }

    Money price() {
        return latest == null ? scheduled.startPrice() : latest.currentPrice();
    }

    boolean reserveMet() {
        return latest == null ? scheduled.reservePrice() == null : latest.reserveMet();
    }

    long bidCount() {
        return latest == null ? 0 : latest.bidCount();
    }

    /** Of anybody but the leader. */
    Money minimumBid() {
        return latest == null
                ? scheduled.startPrice()
                : new Money(
                        scheduled.increments().above(price().amount()),
                        scheduled.startPrice().currency());
    }

    /** For snapshots. */
    @SuppressWarnings("NullAway.Init")
    protected Course() {}
}
