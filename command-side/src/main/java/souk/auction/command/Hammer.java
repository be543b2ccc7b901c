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
    private final StockReservations stock;
    private final Clock clock;

    Hammer(Auctions auctions, Awards awards, StockReservations stock, Clock clock) {
        this.auctions = auctions;
        this.awards = awards;
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
            award(auction, 1);
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
        award(auction, award.rank() + 1);
    }

    // of an order that was another's, or is settled, nothing follows any more
    private static Optional<AuctionAwarded> unpaid(Aggregate<Auction> auction, OrderId order) {
        Course course = Auctions.course(auction);
        return Optional.ofNullable(course.award())
                .filter(award -> award.orderId().equals(order))
                .filter(_ -> !course.isPaid());
    }

    private void award(Aggregate<Auction> auction, int rank) {
        Optional<AuctionAwarded> next = awards.place(Auctions.course(auction), rank);
        next.ifPresentOrElse(
                award -> auction.execute(it -> it.award(award)),
                () -> {
                    auction.execute(it -> it.leave(Cause.NOBODY_PAID));
                    release(auction);
                });
    }

    private void release(Aggregate<Auction> auction) {
        AuctionScheduled terms = Auctions.course(auction).scheduled();
        stock.release(terms.auctionId().value(), List.of(terms.sku()));
    }
}
