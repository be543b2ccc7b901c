package souk.auction.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import souk.auction.AuctionId;
import souk.auction.AuctionPage;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.FindOwnBid;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListBids;
import souk.auction.AuctionQuery.ListOwnBids;
import souk.auction.AuctionQuery.SummariseAuctions;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionSummary;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.auction.BidPage;
import souk.auction.OwnBidPage;
import souk.auction.OwnBidView;
import souk.auction.query.AuctionRows.Offered;
import souk.auction.query.AuctionRows.OwnBid;
import souk.kernel.Rejected;
import souk.platform.query.ReadsFrom;
import souk.seller.SellerId;
import souk.seller.SellerStatus;
import souk.seller.Tier;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what is asked about auctions, each as whoever asks may see it. */
@Component
@ReadsFrom("auction.view")
class AuctionQueries {

    private final AuctionRows auctions;
    private final AuctionLists lists;
    private final AuctionSums sums;
    private final Clock clock;

    AuctionQueries(AuctionRows auctions, AuctionLists lists, AuctionSums sums, Clock clock) {
        this.auctions = auctions;
        this.lists = lists;
        this.sums = sums;
        this.clock = clock;
    }

    @QueryHandler
    AuctionView handle(FindAuction query) {
        Sight sight = sightOf(query.viewer());
        AuctionRow auction = find(query.auctionId(), sight);
        return auction.view(sight.account(), sight.seesAllOf(auction), clock.instant());
    }

    @QueryHandler
    AuctionPage handle(ListAuctions query) {
        Sight sight = sightOf(query.viewer());
        List<AuctionRow> found = lists.page(query, sight, query.limit() + 1);
        List<AuctionRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new AuctionPage(
                page.stream()
                        .map(
                                auction ->
                                        auction.view(
                                                sight.account(),
                                                sight.seesAllOf(auction),
                                                clock.instant()))
                        .toList(),
                found.size() > page.size()
                        ? AuctionCursor.behind(page.getLast(), query.sort())
                        : null,
                query.total() ? (Long) lists.count(query.filter(), sight) : null);
    }

    @QueryHandler
    AuctionSummary handle(SummariseAuctions query) {
        return sums.of(query.seller());
    }

    @QueryHandler
    BidPage handle(ListBids query) {
        AuctionRow auction = find(query.auctionId(), sightOf(query.viewer()));
        long before = query.after() == null ? Long.MAX_VALUE : Long.parseLong(query.after());
        List<BidRow> found = auctions.bids(auction.auctionId, before, Limit.of(query.limit() + 1));
        List<BidRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new BidPage(
                page.stream().map(bid -> bid.view(auction)).toList(),
                found.size() > page.size() ? Long.toString(page.getLast().key.number()) : null,
                query.total() ? (Long) auction.bidCount : null);
    }

    @QueryHandler
    OwnBidPage handle(ListOwnBids query) {
        String bidder = query.bidder().value();
        OwnBidCursor after = OwnBidCursor.parse(query.after());
        List<OwnBid> found =
                auctions.ownBids(bidder, after.at(), after.id(), Limit.of(query.limit() + 1));
        List<OwnBid> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new OwnBidPage(
                page.stream().map(own -> own.bid().view(own.auction(), clock.instant())).toList(),
                found.size() > page.size() ? OwnBidCursor.behind(page.getLast().bid()) : null,
                query.total() ? (Long) auctions.countOwnBids(bidder) : null);
    }

    @QueryHandler
    OwnBidView handle(FindOwnBid query) {
        return auctions.ownBid(query.auctionId().value(), query.bidder().value())
                .map(own -> own.bid().view(own.auction(), clock.instant()))
                .orElseThrow(() -> new Rejected(new AuctionNotFound()));
    }

    private AuctionRow find(AuctionId id, Sight sight) {
        return auctions.auction(id.value())
                .filter(offered -> sight.admits(offered) || hasBid(sight, offered.auction()))
                .map(Offered::auction)
                .orElseThrow(() -> new Rejected(new AuctionNotFound()));
    }

    // who may bid no more still wants to know what has become of it
    private boolean hasBid(Sight sight, AuctionRow auction) {
        return sight.account() != null
                && auctions.ownBid(auction.auctionId, sight.account()).isPresent();
    }

    private Sight sightOf(Viewer viewer) {
        String account = viewer.account() == null ? null : viewer.account().value();
        String seller = viewer.account() == null ? null : SellerId.of(viewer.account()).value();
        Tier tier =
                seller == null || viewer.admin()
                        ? null
                        : auctions.dealer(seller)
                                .filter(dealer -> dealer.status == SellerStatus.APPROVED)
                                .map(dealer -> dealer.tier)
                                .orElse(null);
        Set<Audience> audiences =
                Arrays.stream(Audience.values())
                        .filter(audience -> audience.admits(tier))
                        .collect(Collectors.toSet());
        return new Sight(viewer.admin(), account, seller, audiences);
    }
}
