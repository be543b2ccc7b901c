package souk.seller.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.platform.rest.Commands;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.seller.SellerCommand;
import souk.seller.SellerCommand.ApproveSeller;
import souk.seller.SellerCommand.ReinstateSeller;
import souk.seller.SellerCommand.SuspendSeller;
import souk.seller.SellerId;
import souk.seller.SellerPage;
import souk.seller.SellerQuery.FindSeller;
import souk.seller.SellerQuery.ListSellers;
import souk.seller.SellerStatus;
import souk.seller.SellerView;
import souk.seller.Tier;

/** Who may sell is for admins to decide. */
@RestController
@RequestMapping("/api/admin/sellers")
class SellerAdminController {

    record Suspension(String reason) {}

    private final Commands commands;
    private final Queries queries;

    SellerAdminController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @GetMapping
    ResponseEntity<Slice<SellerView>> list(
            @RequestParam(required = false) @Nullable SellerStatus status,
            @RequestParam(required = false) @Nullable Tier tier,
            Paging paging) {
        SellerPage page =
                queries.ask(
                        new ListSellers(
                                status, tier, paging.limit(), paging.after(), paging.total()),
                        SellerPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    /** Gives the account the role SELLER: in tokens made from now on. */
    @PostMapping("/{id}/approval")
    SellerView approve(@PathVariable SellerId id) {
        return send(new ApproveSeller(id));
    }

    @PostMapping("/{id}/suspension")
    SellerView suspend(@PathVariable SellerId id, @RequestBody Suspension suspension) {
        return send(new SuspendSeller(id, suspension.reason()));
    }

    @DeleteMapping("/{id}/suspension")
    SellerView reinstate(@PathVariable SellerId id) {
        return send(new ReinstateSeller(id));
    }

    private SellerView send(SellerCommand command) {
        return commands.send(command, SellerView.class)
                .orElseRead(
                        at ->
                                queries.ask(
                                        new FindSeller(command.sellerId()), SellerView.class, at));
    }
}
