package souk.order.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.cart.CartOwner;
import souk.order.Address;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderId;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.TrackOrder;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.PhoneNumber;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;

import java.util.List;
import java.util.Optional;

/** Orders, for those who have placed them. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    record Cancellation(@Nullable String reason) {}

    /** An address, and where to call. */
    record Destination(
            String name,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String region,
            String postalCode,
            String country,
            @Nullable PhoneNumber phone) {
        Address address() {
            return new Address(name, line1, line2, city, region, postalCode, country);
        }
    }

    private final OrderMessages orders;
    private final Queries queries;
    private final Onlookers onlookers;

    OrderController(OrderMessages orders, Queries queries, Onlookers onlookers) {
        this.orders = orders;
        this.queries = queries;
        this.onlookers = onlookers;
    }

    @GetMapping
    ResponseEntity<Slice<OrderView>> own(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(defaultValue = "-placedAt") String sort,
            Paging paging) {
        List<CartOwner> buyers = Buyers.of(account, request);
        ResponseEntity<Slice<OrderView>> list = listOf(buyers.getFirst(), status, sort, paging);
        // an account without orders may have some from before it logged in
        Slice<OrderView> page = list.getBody();
        return page != null && page.items().isEmpty() && buyers.size() > 1
                ? listOf(buyers.getLast(), status, sort, paging)
                : list;
    }

    private ResponseEntity<Slice<OrderView>> listOf(
            CartOwner buyer, @Nullable OrderStatus status, String sort, Paging paging) {
        var own = new Filter(buyer, status, null, null, null, null, null, null);
        return OrderLists.page(orders, own, sort, paging);
    }

    @GetMapping("/{id}")
    OrderView find(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @PathVariable OrderId id) {
        OrderView found =
                Buyers.asOwnerOrShop(account, request, buyer -> orders.read(id, buyer, null));
        return onlookers.shown(found, account);
    }

    /** For everybody who has the link: it tells how far the order is, and not whose it is. */
    @GetMapping("/track/{trackingToken}")
    OrderView track(@PathVariable String trackingToken) {
        return queries.ask(new TrackOrder(trackingToken), OrderView.class);
    }

    /** For what was not bought from a cart, or to correct it: until some of it is sent. */
    @PutMapping("/{id}/shipping-address")
    OrderView sendTo(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @PathVariable OrderId id,
            @RequestBody Destination destination) {
        Address address = destination.address();
        OrderView sent =
                Buyers.asOwnerOrShop(
                        account,
                        request,
                        buyer ->
                                orders.send(
                                        new GiveAddress(id, buyer, address, destination.phone()),
                                        id,
                                        buyer));
        // no event says so where it was to go there
        return onlookers.shown(sent, account);
    }

    /** By its buyer until it is paid, by the shop until something is sent. */
    @PostMapping("/{id}/cancellation")
    OrderView cancel(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @PathVariable OrderId id,
            @RequestBody(required = false) @Nullable Cancellation cancellation) {
        String reason = cancellation == null ? null : cancellation.reason();
        return Buyers.asOwnerOrShop(
                account,
                request,
                buyer -> orders.send(new CancelOrder(id, buyer, reason), id, buyer));
    }
}
