package souk.auction.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionId;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.kernel.Rejected;
import souk.platform.command.Apart;

/** On which terms auctions go on: they never change, so they are known without loading one. */
@Component
class KnownTerms {

    private static final int MOST = 10_000;

    private final Cache<AuctionId, AuctionScheduled> known =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final ObjectProvider<EventStore> events;

    KnownTerms(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    AuctionScheduled of(AuctionId auction) {
        AuctionScheduled before = known.getIfPresent(auction);
        if (before != null) {
            return before;
        }
        AuctionScheduled terms = Apart.from(() -> stored(auction));
        known.put(auction, terms);
        return terms;
    }

    private AuctionScheduled stored(AuctionId auction) {
        return events.getObject()
                .readEvents(auction.value(), 0)
                .asStream()
                .<AuctionScheduled>mapMulti(
                        (event, found) -> {
                            if (event.getPayload() instanceof AuctionScheduled terms) {
                                found.accept(terms);
                            }
                        })
                .findFirst()
                .orElseThrow(() -> new Rejected(new AuctionNotFound()));
    }
}
