package souk.order.rest;

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
import souk.kernel.Rejected;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderId;
import souk.order.OrderQuery.FindSellerOrder;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.order.SellerOrderPage;
import souk.order.SellerOrderView;
import souk.platform.rest.Commands;
import souk.platform.rest.Outcome;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.seller.SellerId;

/** What sellers have to send, and have sent: of each order their own part only. */
@RestController
@RequestMapping("/api/seller/orders")
class SellerOrderController {

    record Shipment(@Nullable String carrier, @Nullable String trackingNumber) {}

    private final Commands commands;
    private final Queries queries;

    SellerOrderController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @GetMapping
    ResponseEntity<Slice<SellerOrderView>> list(
            @Caller AccountId caller,
            @RequestParam(required = false) @Nullable ConsignmentStatus status,
            Paging paging) {
        OrderLists.mustContinue(paging.after(), Sort.NEWEST_FIRST);
        SellerOrderPage page =
                queries.ask(
                        new ListSellerOrders(
                                SellerId.of(caller),
                                status,
                                paging.limit(),
                                paging.after(),
                                paging.total()),
                        SellerOrderPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    @GetMapping("/{id}")
    SellerOrderView find(@Caller AccountId caller, @PathVariable OrderId id) {
        return read(id, SellerId.of(caller), null);
    }

    @PostMapping("/{id}/shipments")
    @ResponseStatus(HttpStatus.CREATED)
    SellerOrderView ship(
            @Caller AccountId caller, @PathVariable OrderId id, @RequestBody Shipment shipment) {
        SellerId seller = SellerId.of(caller);
        return send(
                new ShipOrder(id, seller, shipment.carrier(), shipment.trackingNumber()),
                id,
                seller);
    }

    @PostMapping("/{id}/deliveries")
    @ResponseStatus(HttpStatus.CREATED)
    SellerOrderView deliver(@Caller AccountId caller, @PathVariable OrderId id) {
        SellerId seller = SellerId.of(caller);
        return send(new DeliverOrder(id, seller), id, seller);
    }

    private SellerOrderView send(OrderCommand command, OrderId id, SellerId seller) {
        Outcome<OrderView> outcome = commands.send(command, OrderView.class);
        OrderView order = outcome.payload();
        return order == null
                ? read(id, seller, outcome.position())
                : SellerOrderView.of(order, seller)
                        .orElseThrow(() -> new Rejected(new OrderNotFound()));
    }

    private SellerOrderView read(OrderId id, SellerId seller, @Nullable Long position) {
        return queries.ask(new FindSellerOrder(id, seller), SellerOrderView.class, position);
    }
}
