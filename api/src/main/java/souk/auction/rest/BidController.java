package souk.auction.rest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionId;
import souk.auction.AuctionQuery.FindOwnBid;
import souk.auction.AuctionQuery.ListBids;
import souk.auction.AuctionQuery.ListOwnBids;
import souk.auction.AuctionView;
import souk.auction.BidId;
import souk.auction.BidOutcome;
import souk.auction.BidPage;
import souk.auction.BidView;
import souk.auction.OwnBidPage;
import souk.auction.OwnBidView;
import souk.kernel.Money;
import souk.platform.rest.Commands;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.call.Mint;

import java.util.Optional;

/** Bids: one's own, and under aliases those of all. */
@RestController
class BidController {

    /**
     * @param maximum up to which the house may bid; nobody else learns it
     */
    record Bid(Money maximum) {}

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;

    BidController(Commands commands, Queries queries, Mint mint) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
    }

    @PostMapping("/api/auctions/{id}/bids")
    @ResponseStatus(HttpStatus.CREATED)
    BidOutcome bid(@Caller AccountId caller, @PathVariable AuctionId id, @RequestBody Bid bid) {
        var command = new PlaceBid(id, new BidId(mint.id(BidId.PREFIX)), caller, bid.maximum());
        return commands.send(command, BidOutcome.class)
                .orElseRead(
                        at ->
                                standing(
                                        command,
                                        queries.ask(
                                                new FindOwnBid(id, caller), OwnBidView.class, at)));
    }

    // how he stood then is not known any more, nor of use
    private static BidOutcome standing(PlaceBid command, OwnBidView own) {
        AuctionView auction = own.auction();
        return new BidOutcome(
                command.bidId(),
                command.auctionId(),
                own.bidder(),
                command.maximum(),
                own.leading(),
                auction.currentPrice(),
                auction.reserveMet(),
                auction.effectiveEnd(),
                auction.version());
    }

    /** The latest first. */
    @GetMapping("/api/auctions/{id}/bids")
    ResponseEntity<Slice<BidView>> history(
            @Caller Optional<AccountId> caller, @PathVariable AuctionId id, Paging paging) {
        AuctionLists.mustContinueBids(paging.after());
        BidPage page =
                queries.ask(
                        new ListBids(
                                id,
                                Viewers.of(caller),
                                paging.limit(),
                                paging.after(),
                                paging.total()),
                        BidPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    /** How one stands in each auction that one has bid in, the latest first. */
    @GetMapping("/api/bids")
    ResponseEntity<Slice<OwnBidView>> own(@Caller AccountId caller, Paging paging) {
        AuctionLists.mustContinueOwnBids(paging.after());
        OwnBidPage page =
                queries.ask(
                        new ListOwnBids(caller, paging.limit(), paging.after(), paging.total()),
                        OwnBidPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }
}
