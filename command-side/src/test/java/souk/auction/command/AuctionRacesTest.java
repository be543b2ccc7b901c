package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.command.AuctionHouse.bid;
import static souk.auction.command.AuctionHouse.euros;
import static souk.auction.command.AuctionHouse.refusalIn;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.auction.AuctionCommand.CancelAuction;
import souk.auction.AuctionCommand.CloseAuction;
import souk.auction.AuctionCommand.OpenAuction;
import souk.auction.AuctionCommand.PassOn;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionCommand.SettleAuction;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionSettled;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionId;
import souk.auction.AuctionRejection.AuctionClosed;
import souk.auction.AuctionRejection.AuctionHasBids;
import souk.auction.AuctionRejection.BidTooLow;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.BidOutcome;
import souk.kernel.Sku;
import souk.order.OrderEvent.OrderPlaced;
import souk.platform.process.MovableClock;
import souk.platform.process.ProcessNode;
import souk.seller.SellerId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What many can want at once: there is one leader, at the right price, and one who gets it. */
@ProcessNode
class AuctionRacesTest {

    private static final Duration LONG = Duration.ofDays(1);

    @Autowired CommandBus commands;
    @Autowired EventStore events;
    @Autowired MovableClock clock;

    private final Clock ofOthers = GenericEventMessage.clock;
    private AuctionHouse house;

    @BeforeEach
    void enter() {
        house = new AuctionHouse(commands, events, clock);
        GenericEventMessage.clock = clock; // other nodes of this JVM have theirs
    }

    @AfterEach
    void leave() {
        GenericEventMessage.clock = ofOthers;
    }

    private List<AccountId> bidders(int number) {
        return IntStream.range(0, number).mapToObj(_ -> house.somebody()).toList();
    }

    /** In the order in which they were taken, they make what one would reckon. */
    private AuctionOracle asReckoned(AuctionView auction, List<BidAccepted> bids) {
        var oracle = new AuctionOracle(1_000, new long[][] {{0, 100}}, 0, Long.MAX_VALUE, 0);
        for (BidAccepted bid : bids) {
            assertThat(oracle.bid(bid.bidder().value(), bid.maximum().amount(), 0)).isTrue();
            assertThat(bid.currentPrice()).isEqualTo(euros(oracle.price));
            assertThat(bid.bidCount()).isEqualTo(oracle.bids());
        }
        Course course = house.courseOf(auction.id());
        assertThat(course.ranking().leader().account().value()).isEqualTo(oracle.leader);
        return oracle;
    }

    @Test
    void two_hundred_bidders_make_one_leader() {
        AuctionView auction = house.open(LONG);
        var chance = new Random(7);
        List<PlaceBid> bids =
                bidders(200).stream()
                        .map(it -> bid(auction.id(), it, 1_000 + 100 * chance.nextInt(100)))
                        .toList();

        var answers = house.atOnce(bids);

        List<BidAccepted> accepted = house.historyOf(auction.id(), BidAccepted.class);
        AuctionOracle oracle = asReckoned(auction, accepted);
        assertThat(answers.stream().filter(it -> !it.isExceptional())).hasSize(accepted.size());
        assertThat(answers.stream().filter(CommandResultMessage::isExceptional))
                .allSatisfy(it -> assertThat(refusalIn(it)).isInstanceOf(BidTooLow.class));
        long highest = bids.stream().mapToLong(it -> it.maximum().amount()).max().orElseThrow();
        assertThat(house.courseOf(auction.id()).ranking().leader().maximum()).isEqualTo(highest);
        assertThat(oracle.price).isLessThanOrEqualTo(highest);
    }

    @RepeatedTest(10)
    void of_equals_one_leads_at_what_both_have_said() {
        AuctionView auction = house.open(LONG);

        var answers =
                house.atOnce(bidders(2).stream().map(it -> bid(auction.id(), it, 5_000)).toList());

        List<BidAccepted> accepted = house.historyOf(auction.id(), BidAccepted.class);
        assertThat(accepted).hasSize(2);
        assertThat(asReckoned(auction, accepted).price).isEqualTo(5_000);
        assertThat(accepted.getLast().leader()).isEqualTo(accepted.getFirst().alias());
        assertThat(answers.stream().filter(it -> ((BidOutcome) it.getPayload()).leading()))
                .hasSize(1);
    }

    @RepeatedTest(10)
    void whoever_comes_after_the_end_gets_nothing() {
        AuctionView auction = house.open(Duration.ofMinutes(1));
        List<AccountId> bidders = bidders(8);
        List<Object> all = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (AccountId bidder : bidders) {
                all.add(bid(auction.id(), bidder, 1_000 + 100 * all.size()));
            }
            all.add(new CloseAuction(auction.id()));
        }
        house.done(bid(auction.id(), bidders.getFirst(), 1_000));
        clock.moveOn(Duration.between(clock.instant(), auction.effectiveEnd()).minusMillis(5));

        Map<Object, Instant> asked = new ConcurrentHashMap<>();
        var answers = house.atOnce(all, it -> asked.put(it, clock.instant()));
        while (house.send(new CloseAuction(auction.id())).isExceptional()) {
            Thread.onSpinWait();
        }

        List<Object> history = house.historyOf(auction.id());
        List<BidAccepted> accepted = house.historyOf(auction.id(), BidAccepted.class);
        AuctionOracle oracle = asReckoned(auction, accepted);
        int closed =
                IntStream.range(0, history.size())
                        .filter(
                                it ->
                                        history.get(it)
                                                instanceof souk.auction.AuctionEvent.AuctionClosed)
                        .findFirst()
                        .orElseThrow();
        assertThat(history.subList(closed + 1, history.size()))
                .singleElement()
                .isInstanceOfSatisfying(
                        AuctionAwarded.class,
                        it -> {
                            assertThat(it.bidder().value()).isEqualTo(oracle.leader);
                            assertThat(it.price()).isEqualTo(euros(oracle.price));
                        });
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof PlaceBid && answers.get(i).isExceptional()) {
                assertThat(refusalIn(answers.get(i)))
                        .isInstanceOfAny(BidTooLow.class, AuctionClosed.class);
            } else if (all.get(i) instanceof PlaceBid taken) {
                assertThat(asked.get(taken)).isBefore(auction.effectiveEnd());
            }
        }
    }

    @Test
    void from_the_very_end_on_nobody_bids() {
        AuctionView early = house.open(Duration.ofMinutes(1));
        AuctionView late = house.open(Duration.ofMinutes(1));
        try {
            clock.stopAt(early.effectiveEnd().minusNanos(1_000));
            house.done(bid(early.id(), bidders(1).getFirst(), 5_000));

            clock.stopAt(late.effectiveEnd());
            var answers =
                    house.atOnce(
                            bidders(20).stream().map(it -> bid(late.id(), it, 5_000)).toList());
            assertThat(answers)
                    .allSatisfy(it -> assertThat(refusalIn(it)).isEqualTo(new AuctionClosed()));
        } finally {
            clock.goOn();
        }
    }

    @RepeatedTest(10)
    void it_is_cancelled_or_bid_on() {
        AuctionView auction = house.open(LONG);
        var cancel = new CancelAuction(auction.id(), auction.seller().id());

        var answers =
                house.atOnce(
                        List.of(cancel, bid(auction.id(), bidders(1).getFirst(), 1_000), cancel));

        boolean cancelled = house.courseOf(auction.id()).state() == AuctionState.CANCELLED;
        assertThat(answers.get(1).isExceptional()).isEqualTo(cancelled);
        assertThat(house.historyOf(auction.id(), AuctionCancelled.class))
                .hasSize(cancelled ? 1 : 0);
        assertThat(house.shelf(auction.sku()).reserved()).hasSize(cancelled ? 0 : 1);
        if (cancelled) {
            assertThat(refusalIn(answers.get(1))).isEqualTo(new AuctionClosed());
        } else {
            assertThat(refusalIn(answers.getFirst())).isEqualTo(new AuctionHasBids());
        }
    }

    @RepeatedTest(10)
    void it_is_closed_once_with_one_order() {
        AuctionView auction = house.open(LONG);
        house.done(bid(auction.id(), bidders(1).getFirst(), 1_000));
        clock.moveOn(LONG);

        house.atOnce(Collections.nCopies(8, new CloseAuction(auction.id())));

        List<AuctionAwarded> awards = house.historyOf(auction.id(), AuctionAwarded.class);
        assertThat(awards).hasSize(1);
        assertThat(house.historyOf(awards.getFirst().orderId(), OrderPlaced.class)).hasSize(1);
    }

    @RepeatedTest(10)
    void it_is_settled_or_passed_on() {
        AuctionView auction = house.open(LONG);
        List<AccountId> bidders = bidders(2);
        house.done(bid(auction.id(), bidders.getFirst(), 1_000));
        house.done(bid(auction.id(), bidders.getLast(), 2_000));
        clock.moveOn(LONG);
        house.done(new CloseAuction(auction.id()));
        AuctionAwarded award = house.courseOf(auction.id()).award();

        var settle = new SettleAuction(auction.id(), award.orderId());
        var passOn = new PassOn(auction.id(), award.orderId());
        var answers = house.atOnce(List.of(settle, passOn, settle, passOn));

        assertThat(answers).noneMatch(CommandResultMessage::isExceptional);
        boolean settled = house.courseOf(auction.id()).isPaid();
        assertThat(house.historyOf(auction.id(), AuctionSettled.class)).hasSize(settled ? 1 : 0);
        assertThat(house.historyOf(auction.id(), AwardLapsed.class)).hasSize(settled ? 0 : 1);
        assertThat(house.historyOf(auction.id(), AuctionAwarded.class)).hasSize(settled ? 1 : 2);
        assertThat(house.shelf(auction.sku()).onHand()).isEqualTo(settled ? 0 : 1);
        assertThat(house.shelf(auction.sku()).reserved()).hasSize(settled ? 0 : 1);
    }

    @RepeatedTest(10)
    void the_last_one_is_auctioned_once() {
        SellerId seller = house.seller();
        Sku sku = house.thing(seller, 1);
        Instant opens = clock.instant().plus(LONG);
        List<AuctionId> auctions =
                Stream.generate(() -> house.auctionOf(seller, sku, opens, opens.plus(LONG)))
                        .limit(4)
                        .peek(house::done)
                        .map(ScheduleAuction::auctionId)
                        .toList();
        clock.moveOn(LONG);

        house.atOnce(auctions.stream().map(OpenAuction::new).toList());

        assertThat(auctions)
                .filteredOn(it -> !house.historyOf(it, AuctionOpened.class).isEmpty())
                .hasSize(1);
        assertThat(auctions)
                .filteredOn(
                        it ->
                                house.historyOf(it)
                                        .contains(
                                                new AuctionCancelled(
                                                        it, AuctionCancelled.Cause.OUT_OF_STOCK)))
                .hasSize(3);
        assertThat(house.shelf(sku).reserved()).hasSize(1);
    }
}
