package souk.auction.rest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.auction.AuctionPage;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionState;
import souk.platform.rest.Queries;
import souk.seller.SellerId;

import java.util.List;

/** What others may still win from a seller. */
@Component
class SellersAuctions implements OpenMatters {

    private static final int ENOUGH = 100; // to know what to do first

    private final Queries queries;

    SellersAuctions(Queries queries) {
        this.queries = queries;
    }

    @Override
    public List<Unfinished> of(AccountId account, long asOf) {
        var query =
                new ListAuctions(
                        new Filter(AuctionState.OPEN, null, SellerId.of(account)),
                        Sort.ENDING_FIRST,
                        new Viewer(account, false),
                        ENOUGH,
                        null,
                        false);
        return queries.ask(query, AuctionPage.class, asOf).items().stream()
                .map(it -> new Unfinished("auction", it.id().value(), "It is open."))
                .toList();
    }
}
