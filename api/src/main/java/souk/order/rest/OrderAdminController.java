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
import souk.account.EmailAddress;
import souk.kernel.Money;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderId;
import souk.order.OrderNumber;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.Returned;
import souk.payment.RefundId;
import souk.platform.rest.Paging;
import souk.platform.rest.Slice;
import souk.platform.rest.call.Mint;
import souk.seller.SellerId;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** All orders, for the back office. */
@RestController
@RequestMapping("/api/admin/orders")
class OrderAdminController {

    /**
     * An amount, or lines at what they cost, or neither: all that is left.
     *
     * @param restock whether what came back can be sold again
     */
    record Refund(
            @Nullable Money amount,
            @Nullable List<Returned> lines,
            String reason,
            @Nullable Boolean restock) {}

    private final OrderMessages orders;
    private final Mint mint;
    private final Onlookers onlookers;

    OrderAdminController(OrderMessages orders, Mint mint, Onlookers onlookers) {
        this.orders = orders;
        this.mint = mint;
        this.onlookers = onlookers;
    }

    @GetMapping
    ResponseEntity<Slice<OrderView>> list(
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable AccountId account,
            @RequestParam(required = false) @Nullable SellerId seller,
            @RequestParam(required = false) @Nullable EmailAddress email,
            @RequestParam(required = false) @Nullable OrderNumber number,
            @RequestParam(defaultValue = "-placedAt") String sort,
            Paging paging) {
        var filter =
                new Filter(
                        null,
                        status,
                        from,
                        to,
                        account,
                        seller,
                        email == null ? null : email.key(),
                        number);
        ResponseEntity<Slice<OrderView>> list = OrderLists.page(orders, filter, sort, paging);
        Slice<OrderView> page = list.getBody();
        if (page != null) {
            onlookers.shown(page.items());
        }
        return list;
    }

    @PostMapping("/{id}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderView> refund(@PathVariable OrderId id, @RequestBody Refund refund) {
        var command =
                new RefundOrder(
                        id,
                        new RefundId(mint.id(RefundId.PREFIX)),
                        refund.amount(),
                        refund.lines() == null ? List.of() : refund.lines(),
                        refund.reason(),
                        Boolean.TRUE.equals(refund.restock()));
        return ResponseEntity.created(URI.create("/api/orders/" + id))
                .body(orders.send(command, id, null));
    }
}
