package souk.auction.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventRecords;

import java.util.Objects;
import java.util.Optional;

/**
 * Which awards end an auction: those right after it was closed. All others pass on what somebody
 * has let lapse, and that it was sold is known by then.
 */
@Component
class Verdicts {

    private static final int REMEMBERED = 1_000;

    private final EventRecords records;
    private final Cache<String, Latest> latest =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Verdicts(EventRecords records) {
        this.records = records;
    }

    private record Latest(long version, AuctionEvent event) {}

    /** An award may come next. */
    void remember(long version, AuctionEvent event) {
        latest.put(event.auctionId().value(), new Latest(version, event));
    }

    /**
     * How it was closed, if the award of that version is what came of it. Whoever follows all
     * events has just seen what was before; only who begins in between has to look for it.
     */
    Optional<AuctionClosed> closed(String auction, long version) {
        Latest seen = latest.getIfPresent(auction);
        Optional<?> before =
                seen != null && seen.version() == version - 1
                        ? Optional.of(seen.event())
                        : stored(auction, version - 1);
        return before.filter(AuctionClosed.class::isInstance).map(AuctionClosed.class::cast);
    }

    private Optional<Object> stored(String auction, long version) {
        return records.stream(auction, version, 1).stream()
                .flatMap(it -> records.decode(it).stream())
                .map(Entry::event)
                .filter(Objects::nonNull)
                .map(Happened::payload)
                .findFirst();
    }
}
