package souk.auction.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

import souk.auction.AuctionCommand.CloseAuction;
import souk.auction.AuctionCommand.PassOn;
import souk.auction.AuctionCommand.SettleAuction;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionEvent.AuctionUnsold.Cause;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.inventory.command.StockReservations;
import souk.order.OrderId;
import souk.seller.SellerId;
import souk.seller.command.Sellers;
import souk.seller.command.Standing;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Ends auctions. What comes of one is decided in the same unit of work, the order of whoever gets
 * it included, so that there is nothing in between to be lost.
 */
@Component
class Hammer {

    private final Auctions auctions;
    private final Awards awards;
    private final Sellers sellers;
    private final StockReservations stock;
    private final Clock clock;

    Hammer(
            Auctions auctions,
            Awards awards,
            Sellers sellers,
            StockReservations stock,
            Clock clock) {
        this.auctions = auctions;
        this.awards = awards;
        this.sellers = sellers;
        this.stock = stock;
        this.clock = clock;
    }

    @CommandHandler
    AuctionView decide(CloseAuction command) {
        return auctions.decide(
                command.auctionId(),
                null,
                auction -> {
                    if (auction.invoke(Auction::isUndecided)) {
                        Auction.mustBeDue(Auctions.course(auction).effectiveEnd(), clock.instant());
                        close(auction);
                    }
                });
    }

    private void close(Aggregate<Auction> auction) {
        Course course = Auctions.course(auction);
        boolean open = course.state() == AuctionState.OPEN;
        auction.execute(Auction::close);
        if (course.bidCount() > 0 && course.reserveMet()) {
            award(auction, 1, Cause.NOBODY_REACHABLE);
            return;
        }
        auction.execute(
                it -> it.leave(course.bidCount() == 0 ? Cause.NO_BIDS : Cause.RESERVE_NOT_MET));
        if (open) {
            release(auction);
        }
    }

    @CommandHandler
    AuctionView decide(SettleAuction command) {
        return auctions.decide(
                command.auctionId(),
                null,
                auction ->
                        unpaid(auction, command.orderId())
                                .ifPresent(award -> settle(auction, award)));
    }

    private void settle(Aggregate<Auction> auction, AuctionAwarded award) {
        auction.execute(it -> it.settle(award));
        AuctionScheduled terms = Auctions.course(auction).scheduled();
        stock.commit(terms.auctionId().value(), List.of(terms.sku()));
    }

    @CommandHandler
    AuctionView decide(PassOn command) {
        return auctions.decide(
                command.auctionId(),
                null,
                auction ->
                        unpaid(auction, command.orderId())
                                .ifPresent(award -> passOn(auction, award)));
    }

    private void passOn(Aggregate<Auction> auction, AuctionAwarded award) {
        auction.execute(it -> it.lapse(award));
        award(auction, award.rank() + 1, Cause.NOBODY_PAID);
    }

    // of an order that was another's, or is settled, nothing follows any more
    private static Optional<AuctionAwarded> unpaid(Aggregate<Auction> auction, OrderId order) {
        Course course = Auctions.course(auction);
        return Optional.ofNullable(course.award())
                .filter(award -> award.orderId().equals(order))
                .filter(_ -> !course.isPaid());
    }

    private void award(Aggregate<Auction> auction, int rank, Cause otherwise) {
        Course course = Auctions.course(auction);
        if (!maySell(course.scheduled().seller())) {
            leave(auction, Cause.SELLER_NOT_APPROVED);
            return;
        }
        awards.place(course, rank)
                .ifPresentOrElse(
                        award -> auction.execute(it -> it.award(award)),
                        () -> leave(auction, otherwise));
    }

    // once for each award, and of consequence: never late
    private boolean maySell(SellerId seller) {
        return sellers.findCurrent(seller).filter(Standing::maySell).isPresent();
    }

    private void leave(Aggregate<Auction> auction, Cause cause) {
        auction.execute(it -> it.leave(cause));
        release(auction);
    }

    private void release(Aggregate<Auction> auction) {
        AuctionScheduled terms = Auctions.course(auction).scheduled();
        stock.release(terms.auctionId().value(), List.of(terms.sku()));
    }
}
