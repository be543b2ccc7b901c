package souk.auction.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.auction.AuctionCommand.CancelAuction;
import souk.auction.AuctionCommand.OpenAuction;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent.AuctionCancelled.Cause;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.command.StockReservations;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.platform.command.Aggregates;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins auctions, and takes them off: with the stock they need, in one unit of work. */
@Component
class AuctionDecisions {

    private final Auctions auctions;
    private final Terms terms;
    private final Offers offers;
    private final StockReservations stock;
    private final Clock clock;

    AuctionDecisions(
            Auctions auctions, Terms terms, Offers offers, StockReservations stock, Clock clock) {
        this.auctions = auctions;
        this.terms = terms;
        this.offers = offers;
        this.stock = stock;
        this.clock = clock;
    }

    /** Twice is once. */
    @CommandHandler
    AuctionView decide(ScheduleAuction command) {
        return auctions.decide(
                () -> {
                    Aggregate<Auction> auction =
                            auctions.isKnown(command.auctionId())
                                    ? auctions.find(command.auctionId())
                                    : scheduled(command);
                    auction.execute(it -> it.mustBeSoldBy(command.seller()));
                    return Auctions.view(auction);
                });
    }

    private Aggregate<Auction> scheduled(ScheduleAuction command) {
        Instant now = clock.instant();
        AuctionScheduled terms = this.terms.of(command, now);
        Aggregate<Auction> auction = auctions.create(terms);
        if (!terms.opensAt().isAfter(now)) {
            setAside(terms);
            auction.execute(Auction::open);
        }
        return auction;
    }

    @CommandHandler
    AuctionView decide(OpenAuction command) {
        return auctions.decide(
                command.auctionId(),
                null,
                auction -> {
                    Course course = Auctions.course(auction);
                    if (course.state() == AuctionState.SCHEDULED) {
                        Auction.mustBeDue(course.scheduled().opensAt(), clock.instant());
                        open(auction, course.scheduled());
                    }
                });
    }

    private void open(Aggregate<Auction> auction, AuctionScheduled terms) {
        if (!isForSale(terms)) {
            auction.execute(it -> it.cancel(Cause.NOT_FOR_SALE));
            return;
        }
        try {
            setAside(terms);
        } catch (Rejected refused) {
            if (!(refused.rejection() instanceof OutOfStock)) {
                throw refused;
            }
            auction.execute(it -> it.cancel(Cause.OUT_OF_STOCK));
            return;
        }
        auction.execute(Auction::open);
    }

    private boolean isForSale(AuctionScheduled terms) {
        return isFor(terms, offers.find(terms.sku()))
                || isFor(terms, offers.findCurrent(terms.sku())); // there is no way back
    }

    private static boolean isFor(AuctionScheduled terms, Optional<Offer> found) {
        return found.filter(Offer::forSale)
                .filter(offer -> offer.seller().equals(terms.seller()))
                .filter(offer -> offer.product().equals(terms.productId()))
                .isPresent();
    }

    private void setAside(AuctionScheduled terms) {
        stock.reserve(terms.auctionId().value(), Map.of(terms.sku(), terms.quantity()));
    }

    /** Twice is once. */
    @CommandHandler
    AuctionView decide(
            CancelAuction command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return auctions.decide(
                () -> {
                    Aggregate<Auction> auction = auctions.find(command.auctionId());
                    auction.execute(it -> it.mustBeSoldBy(command.seller()));
                    Aggregates.mustBeAt(expected, auction);
                    Course course = Auctions.course(auction);
                    if (course.state() != AuctionState.CANCELLED) {
                        cancel(auction, course, command);
                    }
                    return Auctions.view(auction);
                });
    }

    private void cancel(Aggregate<Auction> auction, Course course, CancelAuction command) {
        boolean open = course.state() == AuctionState.OPEN;
        if (command.seller() == null) {
            auction.execute(Auction::mustBeUndecided);
            auction.execute(it -> it.cancel(Cause.BY_SHOP));
        } else {
            auction.execute(it -> it.mustBeCancellable(clock.instant()));
            auction.execute(it -> it.cancel(Cause.BY_SELLER));
        }
        if (open) {
            AuctionScheduled terms = course.scheduled();
            stock.release(terms.auctionId().value(), List.of(terms.sku()));
        }
    }
}
