package souk.auction.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.query.AuctionHistory.ADMIN;
import static souk.auction.query.AuctionHistory.as;

import jakarta.persistence.EntityManagerFactory;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionPage;
import souk.auction.AuctionQuery;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.AuctionQuery.ListBids;
import souk.auction.AuctionQuery.ListOwnBids;
import souk.auction.AuctionQuery.SummariseAuctions;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionState;
import souk.auction.AuctionSummary;
import souk.auction.AuctionSummary.InState;
import souk.auction.AuctionSummary.Sold;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.auction.BidPage;
import souk.auction.BidView;
import souk.auction.OwnBidPage;
import souk.auction.OwnBidView;
import souk.platform.query.QueryNodeTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Lists of auctions and of bids, page by page. */
@QueryNodeTest
class AuctionListTest {

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired EntityManagerFactory database;

    private AuctionHistory it;

    @BeforeEach
    void begin() {
        it = new AuctionHistory(events, queries);
    }

    /** One more of the same seller. */
    private AuctionHistory another(int minutesLater) {
        var auction = new AuctionHistory(events, queries, it.owner);
        return auction.happen(
                auction.scheduled(
                        Audience.PUBLIC,
                        null,
                        AuctionHistory.CLOSES.plusSeconds(60 * minutesLater)));
    }

    private Filter own(@Nullable AuctionState state) {
        return new Filter(state, null, it.seller);
    }

    private AuctionPage list(Filter filter, Sort sort, int limit, @Nullable String after) {
        return it.ask(
                new ListAuctions(filter, sort, Viewer.NOBODY, limit, after, true),
                AuctionPage.class);
    }

    @Test
    void is_summed_up_for_its_seller() {
        it.open();
        another(1);
        AuctionHistory sold = new AuctionHistory(events, queries, it.owner).open();
        sold.happen(
                sold.bid(sold.mia, 3_000, sold.mia, 2_500),
                sold.closed(2_500),
                sold.awarded(sold.mia, 2_500, 1));
        new AuctionHistory(events, queries).open();

        AuctionSummary sums = it.ask(new SummariseAuctions(it.seller), AuctionSummary.class);

        assertThat(sums.states())
                .containsExactly(
                        new InState(AuctionState.SCHEDULED, 1),
                        new InState(AuctionState.OPEN, 1),
                        new InState(AuctionState.SOLD, 1));
        assertThat(sums.sold())
                .containsExactly(new Sold(1, AuctionHistory.euros(2_500), AuctionHistory.euros(0)));
    }

    @ParameterizedTest
    @EnumSource
    void is_read_page_by_page(Sort sort) {
        for (int minutes : new int[] {3, 1, 2, 1, 0, 4, 1}) {
            another(minutes);
        }
        List<AuctionView> all = list(own(null), sort, 100, null).items();
        List<AuctionView> paged = new ArrayList<>();
        String after = null;
        do {
            AuctionPage page = list(own(null), sort, 2, after);
            assertThat(page.total()).isEqualTo(7);
            paged.addAll(page.items());
            after = page.next();
        } while (after != null && paged.size() < all.size());

        assertThat(after).isNull();
        assertThat(paged).isEqualTo(all).hasSize(7);
        assertThat(all).isSortedAccordingTo(by(sort));
    }

    private static Comparator<AuctionView> by(Sort sort) {
        Comparator<AuctionView> id = Comparator.comparing(auction -> auction.id().value());
        Comparator<AuctionView> end =
                Comparator.comparing(AuctionView::effectiveEnd).thenComparing(id);
        return switch (sort) {
            case ENDING_FIRST -> end;
            case ENDING_LAST -> end.reversed();
            case NEWEST_FIRST -> id.reversed();
        };
    }

    @Test
    void lists_those_of_a_state() {
        AuctionHistory planned = another(1);
        AuctionHistory open = another(2);
        open.happen(new AuctionOpened(open.auction));

        assertThat(list(own(AuctionState.OPEN), Sort.ENDING_FIRST, 10, null).items())
                .extracting(AuctionView::id)
                .containsExactly(open.auction);
        assertThat(list(own(AuctionState.SCHEDULED), Sort.ENDING_FIRST, 10, null).items())
                .extracting(AuctionView::id)
                .containsExactly(planned.auction);
        assertThat(list(own(AuctionState.SOLD), Sort.ENDING_FIRST, 10, null).total()).isZero();
    }

    private BidPage bids(int limit, @Nullable String after) {
        return it.ask(new ListBids(it.auction, Viewer.NOBODY, limit, after, true), BidPage.class);
    }

    private void bid(int times) {
        for (int i = 0; i < times; i++) {
            it.happen(it.bid(it.mia, 2_000 + i, it.mia, 1_000));
        }
    }

    @Test
    void lists_bids_the_latest_first() {
        it.open();
        bid(7);
        List<BidView> all = bids(100, null).items();
        List<BidView> paged = new ArrayList<>();
        String after = null;
        do {
            BidPage page = bids(3, after);
            assertThat(page.total()).isEqualTo(7);
            paged.addAll(page.items());
            after = page.next();
        } while (after != null && paged.size() < all.size());

        assertThat(after).isNull();
        assertThat(paged).isEqualTo(all).hasSize(7);
        assertThat(all).isSortedAccordingTo(Comparator.comparing(BidView::at).reversed());
    }

    @Test
    void lists_what_somebody_has_bid_on_the_latest_first() {
        List<AuctionHistory> auctions = List.of(another(0), another(1), another(2));
        for (AuctionHistory auction : auctions) {
            auction.happen(
                    auction.bid(it.mia, 1_500, it.mia, 1_000),
                    auction.bid(auction.ali, 1_200, it.mia, 1_300));
        }
        AuctionHistory first = auctions.getFirst();
        first.happen(first.bid(it.mia, 1_900, it.mia, 1_300));

        OwnBidPage page = it.ask(new ListOwnBids(it.mia, 2, null, true), OwnBidPage.class);
        OwnBidPage rest = it.ask(new ListOwnBids(it.mia, 2, page.next(), false), OwnBidPage.class);

        assertThat(page.total()).isEqualTo(3);
        assertThat(page.items())
                .extracting(own -> own.auction().id())
                .containsExactly(first.auction, auctions.getLast().auction);
        assertThat(page.items().getFirst().bids()).isEqualTo(2);
        assertThat(rest.items())
                .extracting(own -> own.auction().id())
                .containsExactly(auctions.get(1).auction);
        assertThat(rest.next()).isNull();
        assertThat(rest.total()).isNull();
        assertThat(page.items()).allSatisfy(AuctionListTest::tells_no_reserve);
    }

    private static void tells_no_reserve(OwnBidView own) {
        assertThat(own.auction().reservePrice()).isNull();
    }

    @Test
    void asks_as_often_for_many_bids_as_for_one() {
        it.open();
        bid(1);
        long one =
                statementsFor(new ListBids(it.auction, as(it.ali), 50, null, true), BidPage.class);
        bid(60);

        assertThat(
                        statementsFor(
                                new ListBids(it.auction, as(it.ali), 50, null, true),
                                BidPage.class))
                .isEqualTo(one)
                .isEqualTo(3);
        assertThat(statementsFor(new FindAuction(it.auction, as(it.ali)), AuctionView.class))
                .isEqualTo(2);
    }

    @Test
    void asks_as_often_for_many_auctions_as_for_one() {
        for (int count = 0; count < 10; count++) {
            AuctionHistory auction = another(count);
            auction.happen(auction.bid(it.mia, 1_500, it.mia, 1_000));
        }
        for (int limit : new int[] {1, 10}) {
            assertThat(
                            statementsFor(
                                    new ListAuctions(
                                            own(null),
                                            Sort.ENDING_FIRST,
                                            ADMIN,
                                            limit,
                                            null,
                                            false),
                                    AuctionPage.class))
                    .isEqualTo(1);
            assertThat(statementsFor(new ListOwnBids(it.mia, limit, null, false), OwnBidPage.class))
                    .isEqualTo(1);
        }
    }

    /** Without those of whatever runs beside it, such as the asking for positions. */
    private long statementsFor(AuctionQuery query, Class<?> answer) {
        it.ask(query, answer);
        Statistics statistics = database.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        it.ask(query, answer);
        assertThat(statistics.getEntityFetchCount()).isZero();
        return Arrays.stream(statistics.getQueries())
                .filter(text -> text.matches("(?s).*(AuctionRow|BidRow|DealerRow).*"))
                .mapToLong(text -> statistics.getQueryStatistics(text).getExecutionCount())
                .sum();
    }
}
