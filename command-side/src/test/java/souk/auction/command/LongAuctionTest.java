package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.auction.command.AuctionExamples.AUCTION;
import static souk.auction.command.AuctionExamples.OPENED;
import static souk.auction.command.AuctionExamples.OPENS;
import static souk.auction.command.AuctionExamples.SCHEDULED;
import static souk.auction.command.AuctionExamples.bidId;
import static souk.auction.command.AuctionExamples.euros;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionView;
import souk.kernel.Ids;
import souk.platform.process.MovableClock;
import souk.platform.process.ProcessNode;
import souk.platform.store.PersonalModule;
import souk.platform.store.PublishedNames;
import souk.platform.store.PublishedSerializer;

import java.time.Duration;
import java.util.List;

/** A hundred thousand bids cost what a hundred do. */
@ProcessNode
class LongAuctionTest {

    private static final int BIDDERS = 5_000;

    @Autowired CommandBus commands;
    @Autowired EventStore events;
    @Autowired MovableClock clock;

    private static AccountId bidder(int number) {
        return new AccountId(Ids.of(AccountId.PREFIX, number % BIDDERS, new byte[10]));
    }

    private static Auction begun() {
        var auction = new Auction();
        auction.evolve(SCHEDULED);
        auction.evolve(OPENED);
        return auction;
    }

    private static void bid(Auction auction, int from, int to) {
        for (int number = from; number <= to; number++) {
            auction.evolve(
                    Bid.in(
                            auction.course(),
                            new PlaceBid(
                                    AUCTION,
                                    bidId(number),
                                    bidder(number),
                                    euros(1_000_000_000 + 100L * number)),
                            OPENS,
                            "secret"));
        }
    }

    @Test
    void its_state_gets_no_larger() {
        var serializer = new PublishedSerializer(PublishedNames.in("souk"), PersonalModule.plain());
        Auction auction = begun();
        bid(auction, 1, 100);
        int after_a_hundred = serializer.serialize(auction, byte[].class).getData().length;

        bid(auction, 101, 100_000);

        assertThat(auction.course().bidCount()).isEqualTo(100_000);
        assertThat(serializer.serialize(auction, byte[].class).getData().length)
                .isEqualTo(after_a_hundred + 3); // digits of the count
        assertThat(auction.course().ranking().best()).hasSize(Ranking.MOST);
    }

    @Test
    void whoever_loads_it_reads_what_came_after_the_last_snapshot() {
        var house = new AuctionHouse(commands, events, clock);
        AuctionView auction = house.open(Duration.ofDays(1));
        List<AccountId> bidders = List.of(house.somebody(), house.somebody());
        for (int number = 0; number < 350; number++) {
            house.done(
                    AuctionHouse.bid(auction.id(), bidders.get(number % 2), 1_000 + 100L * number));
        }

        assertThat(house.eventsOf(auction.id())).hasSizeGreaterThan(600);
        await().untilAsserted(() -> assertThat(loaded(auction)).hasSizeLessThan(150));
        assertThat(loaded(auction).getFirst().getPayload()).isInstanceOf(Auction.class);
    }

    private List<? extends DomainEventMessage<?>> loaded(AuctionView auction) {
        return events.readEvents(auction.id().value()).asStream().toList();
    }
}
