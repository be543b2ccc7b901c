package souk.stats.rest;

import souk.account.AccountId;
import souk.auction.AuctionPage;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.AuctionQuery.SummariseAuctions;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionState;
import souk.auction.AuctionSummary;
import souk.auction.AuctionSummary.InState;
import souk.auction.AuctionSummary.Sold;
import souk.auction.AuctionView;
import souk.platform.rest.Queries;
import souk.seller.SellerId;

import java.util.List;

/**
 * How the auctions of a seller are going.
 *
 * @param open those that end first
 */
record Auctions(List<InState> states, List<Sold> sold, List<AuctionView> open) {

    private static final int SHOWN = 10;

    Auctions {
        states = List.copyOf(states);
        sold = List.copyOf(sold);
        open = List.copyOf(open);
    }

    static Auctions of(AccountId owner, Queries queries) {
        SellerId seller = SellerId.of(owner);
        AuctionSummary sums = queries.ask(new SummariseAuctions(seller), AuctionSummary.class);
        AuctionPage open =
                queries.ask(
                        new ListAuctions(
                                new Filter(AuctionState.OPEN, null, seller),
                                Sort.ENDING_FIRST,
                                new Viewer(owner, false),
                                SHOWN,
                                null,
                                false),
                        AuctionPage.class);
        return new Auctions(sums.states(), sums.sold(), open.items());
    }
}
