package souk.auction.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.account.rest.PersonalStream;
import souk.auction.AuctionPage;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.platform.rest.Queries;
import souk.seller.SellerId;

import java.util.List;
import java.util.function.Consumer;

/** What a seller has put up: all of it to read, what others may still win to be waited for. */
@Component
class SellersAuctions implements PersonalRecords, OpenMatters {

    private static final int ENOUGH = 100; // to know what to do first

    private final Queries queries;

    SellersAuctions(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String member() {
        return "auctions";
    }

    @Override
    public PersonalPages<AuctionView> about(AccountId account, long asOf) {
        return PersonalPages.all(
                wanted -> {
                    AuctionPage page =
                            list(
                                    account,
                                    null,
                                    Sort.NEWEST_FIRST,
                                    wanted.limit(),
                                    wanted.after(),
                                    asOf);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }

    /** Of what happened in them, what the seller has done: bids are others' business. */
    @Override
    public void streams(AccountId account, long asOf, Consumer<PersonalStream> to) {
        about(account, asOf).forEach(auction -> to.accept(PersonalStream.shared(auction.id())));
    }

    private AuctionPage list(
            AccountId account,
            @Nullable AuctionState state,
            Sort sort,
            int limit,
            @Nullable String after,
            long asOf) {
        var query =
                new ListAuctions(
                        new Filter(state, null, SellerId.of(account)),
                        sort,
                        new Viewer(account, false),
                        limit,
                        after,
                        false);
        return queries.ask(query, AuctionPage.class, asOf);
    }

    @Override
    public List<Unfinished> of(AccountId account, long asOf) {
        return list(account, AuctionState.OPEN, Sort.ENDING_FIRST, ENOUGH, null, asOf)
                .items()
                .stream()
                .map(it -> new Unfinished("auction", it.id().value(), "It is open."))
                .toList();
    }
}
