package souk.auction.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionId;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionView;
import souk.kernel.Rejected;
import souk.platform.command.Aggregates;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Auctions for decisions, each locked until the unit of work ends. */
@Component
class Auctions {

    private final Aggregates<Auction> auctions;
    private final ObjectProvider<EventStore> events;

    Auctions(ObjectProvider<Repository<Auction>> repository, ObjectProvider<EventStore> events) {
        this.auctions = new Aggregates<>(Auction.class, repository::getObject, events::getObject);
        this.events = events;
    }

    <R> R decide(Supplier<R> decision) {
        return auctions.decide(decision);
    }

    /** Answers with what it is afterwards. */
    AuctionView decide(
            AuctionId id, @Nullable Number expected, Consumer<Aggregate<Auction>> decision) {
        return auctions.decide(
                () -> {
                    Aggregate<Auction> auction = find(id);
                    Aggregates.mustBeAt(expected, auction);
                    decision.accept(auction);
                    return view(auction);
                });
    }

    Aggregate<Auction> create(AuctionScheduled scheduled) {
        return auctions.create(() -> new Auction(scheduled));
    }

    /** For those who expect none, which Axon would complain of. */
    boolean isKnown(AuctionId id) {
        return events.getObject().lastSequenceNumberFor(id.value()).isPresent();
    }

    Aggregate<Auction> find(AuctionId id) {
        return auctions.find(id.value()).orElseThrow(() -> new Rejected(new AuctionNotFound()));
    }

    static Course course(Aggregate<Auction> auction) {
        return auction.invoke(Auction::course);
    }

    static AuctionView view(Aggregate<Auction> auction) {
        return AuctionViews.of(course(auction), auction.version());
    }
}
