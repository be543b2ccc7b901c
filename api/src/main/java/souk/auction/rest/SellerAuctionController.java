package souk.auction.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.seller.SellerId;

/** What a seller auctions himself, with what nobody else is told about it. */
@RestController
class SellerAuctionController {

    private final Queries queries;

    SellerAuctionController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/seller/auctions")
    ResponseEntity<Slice<AuctionView>> own(
            @Caller AccountId caller,
            @RequestParam(required = false) @Nullable AuctionState state,
            @RequestParam(required = false) @Nullable Audience audience,
            @RequestParam(defaultValue = AuctionLists.NEWEST) String sort,
            Paging paging) {
        var filter = new Filter(state, audience, SellerId.of(caller));
        return AuctionLists.page(queries, filter, sort, new Viewer(caller, false), paging);
    }
}
