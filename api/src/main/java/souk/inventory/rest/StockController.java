package souk.inventory.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.Role;
import souk.account.rest.Caller;
import souk.inventory.StockCommand;
import souk.inventory.StockCommand.AdjustStock;
import souk.inventory.StockCommand.ReceiveStock;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockKeeper;
import souk.inventory.StockPage;
import souk.inventory.StockQuery.FindStock;
import souk.inventory.StockQuery.ListStock;
import souk.inventory.StockView;
import souk.kernel.Sku;
import souk.platform.rest.Commands;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.call.Actor;
import souk.seller.SellerId;

import java.util.Optional;

/** Stock, one SKU at a time, for whoever sells it. */
@RestController
@RequestMapping("/api/stock")
class StockController {

    record Count(Integer onHand, @Nullable Integer threshold) {}

    record Change(@Nullable Integer onHand, @Nullable Integer threshold) {}

    record Adjustment(Integer delta, String reason) {}

    record Receipt(Integer quantity) {}

    private final Commands commands;
    private final Queries queries;

    StockController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @GetMapping
    ResponseEntity<Slice<StockView>> list(
            @Caller Optional<AccountId> account,
            @RequestParam(defaultValue = "false") boolean low,
            Paging paging) {
        var query =
                new ListStock(keeper(account), low, paging.after(), paging.limit(), paging.total());
        StockPage page = queries.ask(query, StockPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    @GetMapping("/{sku}")
    StockView find(@Caller Optional<AccountId> account, @PathVariable Sku sku) {
        return read(sku, keeper(account), null);
    }

    @PutMapping("/{sku}")
    StockView count(
            @Caller Optional<AccountId> account, @PathVariable Sku sku, @RequestBody Count count) {
        StockKeeper keeper = keeper(account);
        return send(new SetStock(sku, keeper, count.onHand(), count.threshold()), keeper);
    }

    @PatchMapping("/{sku}")
    StockView change(
            @Caller Optional<AccountId> account,
            @PathVariable Sku sku,
            @RequestBody Change change) {
        StockKeeper keeper = keeper(account);
        return send(new SetStock(sku, keeper, change.onHand(), change.threshold()), keeper);
    }

    @PostMapping("/{sku}/adjustments")
    StockView adjust(
            @Caller Optional<AccountId> account,
            @PathVariable Sku sku,
            @RequestBody Adjustment adjustment) {
        StockKeeper keeper = keeper(account);
        return send(new AdjustStock(sku, keeper, adjustment.delta(), adjustment.reason()), keeper);
    }

    @PostMapping("/{sku}/receipts")
    StockView receive(
            @Caller Optional<AccountId> account,
            @PathVariable Sku sku,
            @RequestBody Receipt receipt) {
        StockKeeper keeper = keeper(account);
        return send(new ReceiveStock(sku, keeper, receipt.quantity()), keeper);
    }

    private StockView send(StockCommand command, StockKeeper keeper) {
        return commands.send(command, StockView.class)
                .orElseRead(at -> read(command.sku(), keeper, at));
    }

    private StockView read(Sku sku, StockKeeper keeper, @Nullable Long position) {
        return queries.ask(new FindStock(sku, keeper), StockView.class, position);
    }

    private static StockKeeper keeper(Optional<AccountId> account) {
        return Actor.current().is(Role.ADMIN.name())
                ? StockKeeper.ADMIN
                : new StockKeeper(SellerId.of(account.orElseThrow(StockController::nobody)));
    }

    private static RuntimeException nobody() {
        return new AuthenticationCredentialsNotFoundException("no account");
    }
}
