package souk.auction.query;

import jakarta.persistence.Embeddable;

import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionView;
import souk.order.OrderId;

import java.time.Instant;

/** Who has got an auction, in columns of its own. */
@Embeddable
record Prize(
        String orderId,
        String winner,
        String winnerAlias,
        Long awardPrice,
        Integer awardRank,
        Instant payUntil,
        Boolean paid) {

    static Prize of(AuctionAwarded awarded) {
        return new Prize(
                awarded.orderId().value(),
                awarded.bidder().value(),
                awarded.alias(),
                awarded.price().amount(),
                awarded.rank(),
                awarded.payUntil(),
                false);
    }

    Prize settled() {
        return new Prize(orderId, winner, winnerAlias, awardPrice, awardRank, payUntil, true);
    }

    AuctionView.Award view(AuctionRow auction) {
        return new AuctionView.Award(
                new OrderId(orderId),
                winnerAlias,
                auction.money(awardPrice),
                awardRank,
                payUntil,
                paid);
    }
}
