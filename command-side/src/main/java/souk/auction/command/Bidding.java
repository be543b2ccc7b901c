package souk.auction.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.BidOutcome;
import souk.kernel.MessageKeys;
import souk.order.command.Orders;
import souk.platform.command.Aggregates;

import java.time.Clock;

/** Takes bids, one after the other: who has waited for another is judged by the clock of then. */
@Component
class Bidding {

    private final Auctions auctions;
    private final KnownTerms terms;
    private final Bidders bidders;
    private final Orders orders;
    private final Secrets secrets;
    private final Clock clock;

    Bidding(
            Auctions auctions,
            KnownTerms terms,
            Bidders bidders,
            Orders orders,
            Secrets secrets,
            Clock clock) {
        this.auctions = auctions;
        this.terms = terms;
        this.bidders = bidders;
        this.orders = orders;
        this.secrets = secrets;
        this.clock = clock;
    }

    @CommandHandler
    BidOutcome decide(
            PlaceBid command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        // before it is this bid's turn: nothing is read elsewhere while others wait for the auction
        bidders.mustBeAllowed(command.bidder(), terms.of(command.auctionId()));
        // nobody pays more than he has said, so no price gets that high either
        orders.mustNotBeTooMuch(command.maximum());
        return auctions.decide(
                () -> {
                    Aggregate<Auction> auction = auctions.find(command.auctionId());
                    Aggregates.mustBeAt(expected, auction);
                    auction.execute(it -> it.bid(command, clock.instant(), secrets.next()));
                    return outcome(command, Auctions.course(auction), auction.version());
                });
    }

    private static BidOutcome outcome(PlaceBid command, Course course, long version) {
        return new BidOutcome(
                command.bidId(),
                command.auctionId(),
                DerivedNames.alias(course.scheduled(), command.bidder()),
                command.maximum(),
                course.ranking().isLed(command.bidder()),
                course.price(),
                course.reserveMet(),
                course.effectiveEnd(),
                version);
    }
}
