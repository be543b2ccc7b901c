package souk.auction.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.auction.AuctionCommand;
import souk.auction.AuctionCommand.CancelAuction;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionId;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.platform.rest.Commands;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.call.Mint;
import souk.seller.SellerId;

import java.net.URI;
import java.util.Optional;

/** Auctions, for those who sell and those who look. */
@RestController
@RequestMapping("/api/auctions")
class AuctionController {

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;

    AuctionController(Commands commands, Queries queries, Mint mint) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AuctionView> schedule(@Caller AccountId caller, @RequestBody AuctionBody body) {
        ScheduleAuction command =
                body.command(new AuctionId(mint.id(AuctionId.PREFIX)), SellerId.of(caller));
        AuctionView auction = send(command, new Viewer(caller, false));
        return ResponseEntity.created(URI.create("/api/auctions/" + auction.id())).body(auction);
    }

    /** What one may bid on, and what one sells; admins see all. */
    @GetMapping
    ResponseEntity<Slice<AuctionView>> list(
            @Caller Optional<AccountId> caller,
            @RequestParam(required = false) @Nullable AuctionState state,
            @RequestParam(required = false) @Nullable Audience audience,
            @RequestParam(required = false) @Nullable SellerId seller,
            @RequestParam(defaultValue = AuctionLists.NEWEST) String sort,
            Paging paging) {
        var filter = new Filter(state, audience, seller);
        return AuctionLists.page(queries, filter, sort, Viewers.of(caller), paging);
    }

    @GetMapping("/{id}")
    AuctionView find(@Caller Optional<AccountId> caller, @PathVariable AuctionId id) {
        return read(id, Viewers.of(caller), null);
    }

    /** By its seller as long as nobody has bid, or by the shop until it is decided. */
    @PostMapping("/{id}/cancellation")
    AuctionView cancel(@Caller Optional<AccountId> caller, @PathVariable AuctionId id) {
        Viewer viewer = Viewers.of(caller);
        SellerId seller = viewer.admin() ? null : SellerId.of(caller.orElseThrow());
        return send(new CancelAuction(id, seller), viewer);
    }

    private AuctionView send(AuctionCommand command, Viewer viewer) {
        return commands.send(command, AuctionView.class)
                .orElseRead(at -> read(command.auctionId(), viewer, at));
    }

    private AuctionView read(AuctionId id, Viewer viewer, @Nullable Long position) {
        return queries.ask(new FindAuction(id, viewer), AuctionView.class, position);
    }
}
