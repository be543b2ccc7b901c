package souk.auction.rest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.auction.AuctionQuery.ListOwnBids;
import souk.auction.AuctionState;
import souk.auction.OwnBidPage;
import souk.auction.OwnBidView;
import souk.platform.rest.Queries;

import java.util.List;

/** The bids of an account, and those that may win yet. */
@Component
class BidderRecords implements PersonalRecords, OpenMatters {

    private final Queries queries;

    BidderRecords(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String member() {
        return "bids";
    }

    @Override
    public PersonalPages<OwnBidView> about(AccountId account) {
        return PersonalPages.all(
                wanted -> {
                    OwnBidPage page =
                            queries.ask(
                                    new ListOwnBids(account, wanted.limit(), wanted.after(), false),
                                    OwnBidPage.class);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }

    @Override
    public List<Unfinished> of(AccountId account) {
        return about(account).items().stream()
                .filter(bid -> bid.leading() && bid.auction().state() == AuctionState.OPEN)
                .map(bid -> new Unfinished("auction", bid.auction().id().value(), "He leads."))
                .toList();
    }
}
