package souk.order.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.account.rest.Caller;
import souk.cart.rest.CurrentCart;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Text;
import souk.order.Address;
import souk.order.OrderCommand.PlaceOrder;
import souk.order.OrderId;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.order.PhoneNumber;
import souk.order.Placement;
import souk.platform.rest.Commands;
import souk.platform.rest.call.Mint;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A cart becomes an order. */
@RestController
class CheckoutController {

    private static final int LONGEST_METHOD = 100;

    /**
     * @param expectedTotal what the buyer has been told; without it, whatever it costs now
     */
    record Checkout(
            EmailAddress email,
            @Nullable PhoneNumber phone,
            Address shippingAddress,
            String shippingMethod,
            @Nullable Money expectedTotal) {}

    private final Commands commands;
    private final OrderMessages orders;
    private final Mint mint;

    CheckoutController(Commands commands, OrderMessages orders, Mint mint) {
        this.commands = commands;
        this.orders = orders;
        this.mint = mint;
    }

    /** 201 with the order, or 200 with that of last time if nothing was put into the cart since. */
    @PostMapping("/api/carts/current/checkout")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderView> checkOut(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @RequestBody Checkout checkout) {
        CurrentCart cart = CurrentCart.of(account, request);
        var command =
                new PlaceOrder(
                        cart.cartId(),
                        cart.owner(),
                        new OrderId(mint.id(OrderId.PREFIX)),
                        checkout.email(),
                        checkout.phone(),
                        checkout.shippingAddress(),
                        Text.line("shippingMethod", checkout.shippingMethod(), LONGEST_METHOD),
                        checkout.expectedTotal(),
                        mint.token());
        Placement placement =
                commands.send(command, Placement.class).orElseRead(at -> placed(command, at));
        OrderView order = placement.order();
        var answer =
                ResponseEntity.status(placement.justNow() ? HttpStatus.CREATED : HttpStatus.OK)
                        .location(URI.create("/api/orders/" + order.id()));
        CurrentCart.cookieOfBuyer(account, request)
                .ifPresent(cookie -> answer.header(HttpHeaders.SET_COOKIE, cookie));
        return answer.body(order);
    }

    // who got the order of an earlier checkout got his latest
    private Placement placed(PlaceOrder command, @Nullable Long position) {
        try {
            return new Placement(orders.read(command.orderId(), command.buyer(), position), true);
        } catch (Rejected refused) {
            if (!(refused.rejection() instanceof OrderNotFound)) {
                throw refused;
            }
            return new Placement(latest(command, position), false);
        }
    }

    private OrderView latest(PlaceOrder command, @Nullable Long position) {
        var own = new Filter(command.buyer(), null, null, null, null, null, null, null);
        List<OrderView> found =
                orders.list(new ListOrders(own, Sort.NEWEST_FIRST, 1, null, false), position)
                        .items();
        return found.stream().findFirst().orElseThrow(() -> new Rejected(new OrderNotFound()));
    }
}
