package souk.auction.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.query.AuctionHistory.ADMIN;
import static souk.auction.query.AuctionHistory.alias;
import static souk.auction.query.AuctionHistory.as;
import static souk.auction.query.AuctionHistory.euros;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.account.AccountId;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionExtended;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionSettled;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionQuery.FindOwnBid;
import souk.auction.AuctionQuery.ListBids;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.AuctionView.Award;
import souk.auction.Audience;
import souk.auction.BidId;
import souk.auction.BidPage;
import souk.auction.BidView;
import souk.auction.OwnBidView;
import souk.catalog.ProductId;
import souk.kernel.Sku;
import souk.platform.query.QueryNodeTest;

import java.time.Duration;
import java.time.Instant;

/** One auction, from events to answers. */
@QueryNodeTest
class AuctionViewTest {

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;

    private AuctionHistory it;

    @BeforeEach
    void begin() {
        it = new AuctionHistory(events, queries);
    }

    @AfterEach
    void parked_nothing() {
        assertThat(
                        jdbc.queryForList(
                                "select * from axon.dead_letter_entry where processing_group ="
                                        + " 'auction.view'"))
                .isEmpty();
    }

    private AuctionView view() {
        return it.seenBy(Viewer.NOBODY);
    }

    private OwnBidView own(AccountId bidder) {
        return it.ask(new FindOwnBid(it.auction, bidder), OwnBidView.class);
    }

    @Test
    void shows_what_is_planned() {
        it.happen(it.scheduled(Audience.PUBLIC));

        assertThat(view())
                .isEqualTo(
                        new AuctionView(
                                it.auction,
                                AuctionState.SCHEDULED,
                                new AuctionView.Seller(it.seller, "Atlas"),
                                new Sku("CLOCK"),
                                new ProductId("prd_01hzy00000000000000000000a"),
                                "A clock",
                                2,
                                euros(1_000),
                                euros(1_000),
                                euros(1_000),
                                true,
                                false,
                                null,
                                null,
                                0,
                                AuctionHistory.OPENS,
                                AuctionHistory.CLOSES,
                                AuctionHistory.CLOSES,
                                Duration.ofMinutes(2),
                                Audience.PUBLIC,
                                null,
                                null,
                                0));
    }

    @Test
    void has_no_reserve_that_was_not_met_where_there_is_none() {
        it.happen(it.scheduled(Audience.PUBLIC, null, AuctionHistory.CLOSES));

        assertThat(it.seenBy(ADMIN).reservePrice()).isNull();
        assertThat(view().hasReserve()).isFalse();
        assertThat(view().reserveMet()).isTrue();
    }

    @Test
    void opens() {
        it.happen(it.scheduled(Audience.PUBLIC), new AuctionOpened(it.auction));

        assertThat(view().state()).isEqualTo(AuctionState.OPEN);
        assertThat(view().version()).isEqualTo(1);
    }

    @Test
    void takes_bids() {
        BidAccepted first = it.bid(it.mia, 9_000, it.mia, 1_000);
        BidAccepted second = it.bid(it.ali, 5_500, it.mia, 6_000);
        it.open().happen(first, second);

        AuctionView auction = view();
        assertThat(auction.leader()).isEqualTo(alias(it.mia));
        assertThat(auction.currentPrice()).isEqualTo(euros(6_000));
        assertThat(auction.minimumBid()).isEqualTo(euros(6_500));
        assertThat(auction.reserveMet()).isTrue();
        assertThat(auction.bidCount()).isEqualTo(2);
        assertThat(auction.version()).isEqualTo(3);
        BidPage bids =
                it.ask(new ListBids(it.auction, Viewer.NOBODY, 10, null, true), BidPage.class);
        BidView latest = bids.items().getFirst();
        assertThat(latest.at()).isCloseTo(Instant.now(), within());
        assertThat(bids.items())
                .containsExactly(
                        new BidView(
                                second.bidId(),
                                alias(it.ali),
                                euros(6_000),
                                alias(it.mia),
                                latest.at()),
                        new BidView(
                                first.bidId(),
                                alias(it.mia),
                                euros(1_000),
                                alias(it.mia),
                                bids.items().getLast().at()));
        assertThat(bids.total()).isEqualTo(2);
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return new org.assertj.core.data.TemporalUnitWithinOffset(
                1, java.time.temporal.ChronoUnit.MINUTES);
    }

    @Test
    void tells_each_bidder_how_he_stands() {
        it.open()
                .happen(it.bid(it.mia, 1_500, it.mia, 1_000), it.bid(it.ali, 1_200, it.mia, 1_300));

        OwnBidView leader = own(it.mia);
        assertThat(leader.auction()).isEqualTo(view());
        assertThat(leader.bidder()).isEqualTo(alias(it.mia));
        assertThat(leader.maximum()).isEqualTo(euros(1_500));
        assertThat(leader.leading()).isTrue();
        assertThat(leader.bids()).isEqualTo(1);
        assertThat(leader.at()).isCloseTo(Instant.now(), within());
        assertThat(own(it.ali).leading()).isFalse();
        assertThat(own(it.ali).maximum()).isEqualTo(euros(1_200));
    }

    @Test
    void knows_who_leads_by_his_account() {
        BidAccepted first = it.bid(it.mia, 1_500, it.mia, 1_000);
        BidAccepted second = it.bid(it.ali, 1_200, it.mia, 1_300);
        var sameName =
                new BidAccepted(
                        second.auctionId(),
                        second.bidId(),
                        second.bidder(),
                        first.alias(),
                        second.maximum(),
                        second.leader(),
                        second.currentPrice(),
                        second.reserveMet(),
                        second.bidCount(),
                        second.effectiveEnd(),
                        second.salt());
        it.open().happen(first, sameName);

        assertThat(own(it.mia).leading()).isTrue();
        assertThat(own(it.ali).leading()).isFalse();
    }

    @Test
    void nobody_leads_what_nobody_gets() {
        it.open()
                .happen(
                        it.bid(it.mia, 1_500, it.mia, 1_000),
                        it.closed(1_000),
                        new AuctionUnsold(it.auction, AuctionUnsold.Cause.RESERVE_NOT_MET));
        assertThat(own(it.mia).leading()).isFalse();

        begin();
        it.open()
                .happen(
                        it.bid(it.mia, 1_500, it.mia, 1_000),
                        new AuctionCancelled(it.auction, AuctionCancelled.Cause.BY_SHOP));
        assertThat(own(it.mia).leading()).isFalse();
    }

    @Test
    void asks_for_no_more_bids_once_it_is_over_even_if_it_was_not_closed_yet() {
        it.happen(
                it.scheduled(Audience.PUBLIC, null, Instant.parse("2020-01-02T00:00:00Z")),
                new AuctionOpened(it.auction));

        assertThat(view().state()).isEqualTo(AuctionState.OPEN);
        assertThat(view().minimumBid()).isNull();
    }

    @Test
    void tells_who_has_raised_his_maximum() {
        it.open()
                .happen(it.bid(it.mia, 1_500, it.mia, 1_000), it.bid(it.mia, 1_800, it.mia, 1_000));

        assertThat(own(it.mia).maximum()).isEqualTo(euros(1_800));
        assertThat(own(it.mia).leading()).isTrue();
        assertThat(own(it.mia).bids()).isEqualTo(2);
    }

    @Test
    void tells_who_was_outbid() {
        it.open()
                .happen(
                        it.bid(it.mia, 1_500, it.mia, 1_000),
                        it.bid(it.ali, 1_700, it.ali, 1_600),
                        it.outbid(it.mia));

        assertThat(own(it.mia).leading()).isFalse();
        assertThat(own(it.ali).leading()).isTrue();
        assertThat(view().version()).isEqualTo(4);
    }

    @Test
    void ends_later() {
        Instant later = AuctionHistory.CLOSES.plusSeconds(60);
        it.open().happen(new AuctionExtended(it.auction, newBid(), later));

        assertThat(view().effectiveEnd()).isEqualTo(later);
        assertThat(view().closesAt()).isEqualTo(AuctionHistory.CLOSES);
    }

    @Test
    void ends_when_the_latest_bid_says() {
        Instant later = AuctionHistory.CLOSES.plusSeconds(60);
        BidAccepted bid = it.bid(it.mia, 1_500, it.mia, 1_000);
        it.open()
                .happen(
                        new BidAccepted(
                                bid.auctionId(),
                                bid.bidId(),
                                bid.bidder(),
                                bid.alias(),
                                bid.maximum(),
                                bid.leader(),
                                bid.currentPrice(),
                                bid.reserveMet(),
                                bid.bidCount(),
                                later,
                                bid.salt()));

        assertThat(view().effectiveEnd()).isEqualTo(later);
    }

    private static BidId newBid() {
        return new BidId(AuctionHistory.newId(BidId.PREFIX));
    }

    @Test
    void takes_no_bids_after_the_end() {
        it.open().happen(it.bid(it.mia, 3_000, it.mia, 2_000), it.closed(2_000));

        assertThat(view().state()).isEqualTo(AuctionState.SOLD);
        assertThat(view().minimumBid()).isNull();
    }

    @Test
    void ends_unsold_below_the_reserve() {
        it.open().happen(it.bid(it.mia, 1_500, it.mia, 1_000), it.closed(1_000));

        assertThat(view().state()).isEqualTo(AuctionState.UNSOLD);
    }

    @Test
    void tells_the_winner_and_the_seller_what_was_won() {
        it.open()
                .happen(
                        it.bid(it.mia, 3_000, it.mia, 2_000),
                        it.closed(2_000),
                        it.awarded(it.mia, 2_000, 1));

        var award =
                new Award(
                        it.order, alias(it.mia), euros(2_000), 1, AuctionHistory.PAY_UNTIL, false);
        assertThat(it.seenBy(as(it.mia)).award()).isEqualTo(award);
        assertThat(own(it.mia).auction().award()).isEqualTo(award);
        assertThat(it.seenBy(as(it.owner)).award()).isEqualTo(award);
        assertThat(it.seenBy(ADMIN).award()).isEqualTo(award);
        assertThat(it.seenBy(as(it.ali)).award()).isNull();
        assertThat(view().award()).isNull();
        assertThat(view().state()).isEqualTo(AuctionState.SOLD);
    }

    @Test
    void passes_on_what_was_not_paid() {
        it.open()
                .happen(
                        it.bid(it.ali, 2_500, it.ali, 2_000),
                        it.bid(it.mia, 3_000, it.mia, 2_600),
                        it.outbid(it.ali),
                        it.closed(2_600),
                        it.awarded(it.mia, 2_600, 1),
                        it.lapsed(it.mia));
        assertThat(it.seenBy(ADMIN).award()).isNull();
        assertThat(own(it.mia).leading()).isFalse();

        it.happen(it.awarded(it.ali, 2_500, 2));

        assertThat(it.seenBy(as(it.mia)).award()).isNull();
        assertThat(own(it.ali).leading()).isTrue();
        Award award = it.seenBy(as(it.ali)).award();
        assertThat(award).isNotNull();
        assertThat(award.price()).isEqualTo(euros(2_500));
        assertThat(award.rank()).isEqualTo(2);
    }

    @Test
    void tells_that_it_is_paid() {
        it.open()
                .happen(
                        it.bid(it.mia, 3_000, it.mia, 2_000),
                        it.closed(2_000),
                        it.awarded(it.mia, 2_000, 1),
                        new AuctionSettled(it.auction, it.order, it.mia, euros(2_000)));

        Award award = it.seenBy(as(it.mia)).award();
        assertThat(award).isNotNull();
        assertThat(award.paid()).isTrue();
        assertThat(view().state()).isEqualTo(AuctionState.SOLD);
    }

    @ParameterizedTest
    @EnumSource
    void tells_why_it_was_not_sold(AuctionUnsold.Cause cause) {
        it.open().happen(it.closed(1_000), new AuctionUnsold(it.auction, cause));

        assertThat(view().state()).isEqualTo(AuctionState.UNSOLD);
        assertThat(view().outcome()).isEqualTo(cause.name());
        assertThat(view().minimumBid()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void tells_why_it_is_off(AuctionCancelled.Cause cause) {
        it.happen(it.scheduled(Audience.PUBLIC), new AuctionCancelled(it.auction, cause));

        assertThat(view().state()).isEqualTo(AuctionState.CANCELLED);
        assertThat(view().outcome()).isEqualTo(cause.name());
        assertThat(view().minimumBid()).isNull();
    }
}
