package souk.auction.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.query.AuctionHistory.ADMIN;
import static souk.auction.query.AuctionHistory.as;
import static souk.auction.query.AuctionHistory.euros;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.auction.AuctionId;
import souk.auction.AuctionPage;
import souk.auction.AuctionQuery;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.FindOwnBid;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.AuctionQuery.ListBids;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.auction.BidPage;
import souk.auction.OwnBidView;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;
import souk.seller.Tier;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who sees which auctions: one for each audience, all of one seller. */
@QueryNodeTest
class AuctionSightTest {

    @Autowired EventStore events;
    @Autowired QueryBus queries;

    private AuctionHistory it;
    private Map<Audience, AuctionHistory> auctions = Map.of();

    @BeforeEach
    void begin() {
        it = new AuctionHistory(events, queries);
        auctions =
                Arrays.stream(Audience.values())
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        audience -> {
                                            var one = new AuctionHistory(events, queries, it.owner);
                                            return one.happen(one.scheduled(audience));
                                        }));
    }

    private AuctionHistory of(Audience audience) {
        return java.util.Objects.requireNonNull(auctions.get(audience));
    }

    private List<AuctionView> list(Viewer viewer, Filter filter) {
        AuctionPage page =
                it.ask(
                        new ListAuctions(filter, Sort.ENDING_FIRST, viewer, 100, null, true),
                        AuctionPage.class);
        assertThat(page.total()).isGreaterThanOrEqualTo(page.items().size());
        return page.items();
    }

    /** In lists, and one by one. */
    private Set<Audience> seenBy(Viewer viewer) {
        Set<Audience> found =
                Arrays.stream(Audience.values())
                        .filter(audience -> isSeen(audience, viewer))
                        .collect(Collectors.toSet());
        assertThat(audiences(list(viewer, new Filter(null, null, it.seller)))).isEqualTo(found);
        for (Audience audience : Audience.values()) {
            boolean listed = !list(viewer, new Filter(null, audience, it.seller)).isEmpty();
            assertThat(listed).isEqualTo(found.contains(audience));
        }
        return found;
    }

    private static Set<Audience> audiences(List<AuctionView> auctions) {
        return auctions.stream().map(AuctionView::audience).collect(Collectors.toSet());
    }

    private boolean isSeen(Audience audience, Viewer viewer) {
        AuctionId auction = of(audience).auction;
        boolean bids = isAnswered(new ListBids(auction, viewer, 1, null, false), BidPage.class);
        assertThat(isAnswered(new FindAuction(auction, viewer), AuctionView.class)).isEqualTo(bids);
        return bids;
    }

    private boolean isAnswered(AuctionQuery query, Class<?> answer) {
        var answered = it.answerTo(query, answer);
        if (answered.isExceptional()) {
            assertThat(HandlerExecutionException.resolveDetails(answered.exceptionResult()))
                    .hasValue(new AuctionNotFound());
        }
        return !answered.isExceptional();
    }

    @Test
    void nobody_and_customers_see_what_is_for_all() {
        assertThat(seenBy(Viewer.NOBODY)).containsExactly(Audience.PUBLIC);
        assertThat(seenBy(as(it.mia))).containsExactly(Audience.PUBLIC);
    }

    @Test
    void sellers_see_what_is_for_them() {
        assertThat(seenBy(as(it.dealer(Tier.RETAILER))))
                .containsExactlyInAnyOrder(Audience.PUBLIC, Audience.RETAILERS);
        assertThat(seenBy(as(it.dealer(Tier.WHOLESALER))))
                .containsExactlyInAnyOrder(Audience.PUBLIC, Audience.WHOLESALERS);
        assertThat(seenBy(as(it.dealer(Tier.IMPORTER)))).containsExactly(Audience.PUBLIC);
    }

    @Test
    void admins_see_everything() {
        assertThat(seenBy(ADMIN)).containsExactlyInAnyOrder(Audience.values());
        assertThat(list(ADMIN, new Filter(null, null, it.seller)))
                .allSatisfy(auction -> assertThat(auction.reservePrice()).isEqualTo(euros(2_000)));
    }

    @Test
    void a_seller_sees_his_own_and_what_he_wants_for_it() {
        assertThat(seenBy(as(it.owner))).containsExactlyInAnyOrder(Audience.values());
        assertThat(list(as(it.owner), new Filter(null, null, it.seller)))
                .allSatisfy(auction -> assertThat(auction.reservePrice()).isEqualTo(euros(2_000)));
        assertThat(of(Audience.PUBLIC).seenBy(as(it.owner)).reservePrice()).isEqualTo(euros(2_000));
        assertThat(list(as(it.owner), new Filter(null, Audience.WHOLESALERS, null)))
                .extracting(AuctionView::id)
                .containsExactly(of(Audience.WHOLESALERS).auction);
    }

    @Test
    void others_are_not_told_what_the_seller_wants_for_it() {
        assertThat(of(Audience.PUBLIC).seenBy(as(it.mia)).reservePrice()).isNull();
        assertThat(list(Viewer.NOBODY, new Filter(null, null, it.seller)))
                .allSatisfy(auction -> assertThat(auction.reservePrice()).isNull());
    }

    @Test
    void who_may_not_sell_yet_sees_what_customers_see() {
        var house = SellerId.of(it.mia);
        it.happen(new SellerApplied(house, it.mia, "House", Tier.RETAILER));

        assertThat(seenBy(as(it.mia))).containsExactly(Audience.PUBLIC);
    }

    @Test
    void who_may_not_sell_for_now_sees_what_customers_see() {
        AccountId dealer = it.dealer(Tier.RETAILER);
        it.happen(new SellerSuspended(SellerId.of(dealer), "fraud"));
        assertThat(seenBy(as(dealer))).containsExactly(Audience.PUBLIC);

        it.happen(new SellerReinstated(SellerId.of(dealer)));

        assertThat(seenBy(as(dealer)))
                .containsExactlyInAnyOrder(Audience.PUBLIC, Audience.RETAILERS);
    }

    @Test
    void who_has_bid_still_finds_it_when_he_may_not_any_more() {
        AuctionHistory auction = of(Audience.RETAILERS);
        AccountId dealer = it.dealer(Tier.RETAILER);
        auction.happen(auction.bid(dealer, 1_500, dealer, 1_000));
        it.happen(new SellerSuspended(SellerId.of(dealer), "fraud"));

        assertThat(isSeen(Audience.RETAILERS, as(dealer))).isTrue();
        assertThat(list(as(dealer), new Filter(null, null, it.seller)))
                .extracting(AuctionView::audience)
                .containsExactly(Audience.PUBLIC);
    }

    @Test
    void what_a_seller_has_who_may_not_sell_for_now_is_seen_by_him_and_admins() {
        it.happen(
                new SellerApplied(it.seller, it.owner, "Atlas", Tier.RETAILER),
                new SellerApproved(it.seller));
        assertThat(seenBy(Viewer.NOBODY)).containsExactly(Audience.PUBLIC);

        it.happen(new SellerSuspended(it.seller, "fraud"));

        assertThat(seenBy(Viewer.NOBODY)).isEmpty();
        assertThat(seenBy(as(it.mia))).isEmpty();
        assertThat(seenBy(as(it.dealer(Tier.RETAILER)))).isEmpty();
        assertThat(seenBy(as(it.owner))).containsExactlyInAnyOrder(Audience.values());
        assertThat(seenBy(ADMIN)).containsExactlyInAnyOrder(Audience.values());

        it.happen(new SellerReinstated(it.seller));
        assertThat(seenBy(as(it.mia))).containsExactly(Audience.PUBLIC);
    }

    @Test
    void who_has_bid_still_finds_what_is_hidden() {
        AuctionHistory auction = of(Audience.PUBLIC);
        auction.happen(auction.bid(it.mia, 1_500, it.mia, 1_000));
        it.happen(
                new SellerApplied(it.seller, it.owner, "Atlas", Tier.RETAILER),
                new SellerSuspended(it.seller, "fraud"));

        assertThat(isSeen(Audience.PUBLIC, as(it.mia))).isTrue();
        assertThat(list(as(it.mia), new Filter(null, null, it.seller))).isEmpty();
    }

    @Test
    void has_no_bid_of_who_has_not_bid() {
        assertThat(
                        isAnswered(
                                new FindOwnBid(of(Audience.PUBLIC).auction, it.mia),
                                OwnBidView.class))
                .isFalse();
    }

    @Test
    void knows_no_auction_that_is_not_there() {
        assertThat(isAnswered(new FindAuction(it.auction, ADMIN), AuctionView.class)).isFalse();
        assertThat(isAnswered(new ListBids(it.auction, ADMIN, 1, null, false), BidPage.class))
                .isFalse();
    }
}
