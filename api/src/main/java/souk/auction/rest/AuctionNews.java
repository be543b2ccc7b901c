package souk.auction.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionState;
import souk.kernel.Money;
import souk.platform.rest.live.Announcer;
import souk.platform.rest.live.Message;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Tells how an auction stands after each bid, and what came of it. Never who, nor up to what. */
@Component
class AuctionNews implements Announcer {

    private final Verdicts verdicts;

    AuctionNews(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    record Bid(
            String auctionId,
            Money currentPrice,
            String leader,
            long bidCount,
            boolean reserveMet,
            Instant effectiveEnd,
            long version,
            long position) {}

    record Closed(
            String auctionId,
            AuctionState state,
            @Nullable Money price,
            long version,
            long position) {}

    @Override
    public Set<String> topics() {
        return Set.of(AuctionTopic.NAME);
    }

    @Override
    public List<Message> announce(DomainEventMessage<?> event, long position) {
        if (!AuctionEvent.class.isAssignableFrom(event.getPayloadType())) {
            return List.of();
        }
        String auction = event.getAggregateIdentifier();
        long version = event.getSequenceNumber();
        return switch ((AuctionEvent) event.getPayload()) {
            case BidAccepted bid ->
                    told(
                            auction,
                            "auction.bid",
                            new Bid(
                                    auction,
                                    bid.currentPrice(),
                                    bid.leader(),
                                    bid.bidCount(),
                                    bid.reserveMet(),
                                    bid.effectiveEnd(),
                                    version,
                                    position));
            case AuctionClosed over -> awaited(version, over);
            case AwardLapsed lapsed -> awaited(version, lapsed);
            // not what somebody is to pay: where the leader can't, that is another one's maximum
            case AuctionAwarded _ ->
                    verdicts.closed(auction, version)
                            .map(
                                    over ->
                                            closed(
                                                    auction,
                                                    AuctionState.SOLD,
                                                    over.currentPrice(),
                                                    version,
                                                    position))
                            .orElse(List.of());
            case AuctionUnsold _ -> closed(auction, AuctionState.UNSOLD, null, version, position);
            case AuctionCancelled _ ->
                    closed(auction, AuctionState.CANCELLED, null, version, position);
            default -> List.of();
        };
    }

    // what comes of it is next: until then nobody has got it
    private List<Message> awaited(long version, AuctionEvent event) {
        verdicts.remember(version, event);
        return List.of();
    }

    private static List<Message> closed(
            String auction,
            AuctionState state,
            @Nullable Money price,
            long version,
            long position) {
        return told(
                auction, "auction.closed", new Closed(auction, state, price, version, position));
    }

    private static List<Message> told(String auction, String name, Object data) {
        return List.of(Message.about(auction, AuctionTopic.NAME, name, data));
    }
}
