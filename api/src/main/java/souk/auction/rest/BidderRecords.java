package souk.auction.rest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.account.rest.PersonalStream;
import souk.auction.AuctionQuery.ListOwnBids;
import souk.auction.AuctionState;
import souk.auction.OwnBidPage;
import souk.auction.OwnBidView;
import souk.platform.rest.Queries;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
    public PersonalPages<OwnBidView> about(AccountId account, long asOf) {
        return PersonalPages.all(
                wanted -> {
                    OwnBidPage page =
                            queries.ask(
                                    new ListOwnBids(account, wanted.limit(), wanted.after(), false),
                                    OwnBidPage.class,
                                    asOf);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }

    /** Of what happened in an auction, his own bids. */
    @Override
    public void streams(AccountId account, long asOf, Consumer<PersonalStream> to) {
        about(account, asOf).forEach(bid -> to.accept(PersonalStream.shared(bid.auction().id())));
    }

    @Override
    public List<Unfinished> of(AccountId account, long asOf) {
        List<Unfinished> leads = new ArrayList<>();
        about(account, asOf)
                .forEach(
                        bid -> {
                            if (bid.leading() && bid.auction().state() == AuctionState.OPEN) {
                                leads.add(
                                        new Unfinished(
                                                "auction",
                                                bid.auction().id().value(),
                                                "He leads."));
                            }
                        });
        return leads;
    }
}
