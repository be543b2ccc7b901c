package souk.seller.rest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.seller.SellerCommand.ApplyAsSeller;
import souk.seller.SellerId;
import souk.seller.SellerQuery.FindSeller;
import souk.seller.SellerStatus;
import souk.seller.SellerView;
import souk.seller.Tier;

import java.net.URI;

/** Sellers as everybody may see them. */
@RestController
@RequestMapping("/api/sellers")
class SellerController {

    record Application(String name, Tier tier) {}

    record PublicSeller(SellerId id, String name, Tier tier, SellerStatus status, long version) {

        static PublicSeller of(SellerView seller) {
            return new PublicSeller(
                    seller.id(), seller.name(), seller.tier(), seller.status(), seller.version());
        }
    }

    private final Commands commands;
    private final Queries queries;

    SellerController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** An account is one seller, once and for all. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SellerView> apply(
            @Caller AccountId caller, @RequestBody Application application) {
        var command = new ApplyAsSeller(caller, application.name(), application.tier());
        SellerView seller =
                commands.send(command, SellerView.class)
                        .orElseRead(
                                at ->
                                        queries.ask(
                                                new FindSeller(command.sellerId()),
                                                SellerView.class,
                                                at));
        return ResponseEntity.created(URI.create("/api/sellers/" + seller.id())).body(seller);
    }

    @GetMapping("/{id}")
    PublicSeller find(@PathVariable SellerId id) {
        return PublicSeller.of(queries.ask(new FindSeller(id), SellerView.class));
    }
}
