package souk.order.rest;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderId;
import souk.order.OrderView;

/**
 * Forgetting guests: each of their orders by itself, for nobody knows that they are one person's.
 */
@RestController
class OrderErasureController {

    private final OrderMessages orders;

    OrderErasureController(OrderMessages orders) {
        this.orders = orders;
    }

    @PostMapping("/api/admin/orders/{id}/erasure")
    OrderView erase(@PathVariable OrderId id) {
        return orders.send(new EraseBuyer(id, false), id, null);
    }
}
