package souk.auction.command;

import org.jspecify.annotations.Nullable;

import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.AuctionView.Award;
import souk.auction.AuctionView.Seller;

/** What decisions answer with, as its seller sees it. */
final class AuctionViews {

    private AuctionViews() {}

    static AuctionView of(Course course, long version) {
        AuctionScheduled auction = course.scheduled();
        AuctionState state = course.state();
        boolean goesOn = state == AuctionState.SCHEDULED || state == AuctionState.OPEN;
        return new AuctionView(
                auction.auctionId(),
                state,
                new Seller(auction.seller(), auction.sellerName()),
                auction.sku(),
                auction.productId(),
                auction.title(),
                auction.quantity().value(),
                auction.startPrice(),
                course.price(),
                goesOn ? course.minimumBid() : null,
                auction.reservePrice() != null,
                course.reserveMet(),
                auction.reservePrice(),
                course.leader(),
                course.bidCount(),
                auction.opensAt(),
                auction.closesAt(),
                course.effectiveEnd(),
                auction.extension(),
                auction.audience(),
                course.outcome(),
                award(course),
                version);
    }

    private static @Nullable Award award(Course course) {
        AuctionAwarded award = course.award();
        return award == null
                ? null
                : new Award(
                        award.orderId(),
                        award.alias(),
                        award.price(),
                        award.rank(),
                        award.payUntil(),
                        course.isPaid());
    }
}
