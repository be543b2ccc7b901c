package souk.auction.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

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
    private final FirstEvents events;

    KnownTerms(FirstEvents events) {
        this.events = events;
    }

    /** Whoever asks meanwhile waits for whom asked first. */
    AuctionScheduled of(AuctionId auction) {
        AuctionScheduled before = known.getIfPresent(auction);
        return before == null ? Apart.from(() -> known.get(auction, this::stored)) : before;
    }

    private AuctionScheduled stored(AuctionId auction) {
        return events.of(auction.value())
                .filter(AuctionScheduled.class::isInstance)
                .map(AuctionScheduled.class::cast)
                .orElseThrow(() -> new Rejected(new AuctionNotFound()));
    }
}
