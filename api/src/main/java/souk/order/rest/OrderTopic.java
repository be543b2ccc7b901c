package souk.order.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import souk.account.rest.CallingAccount;
import souk.order.OrderId;
import souk.platform.rest.live.Topic;

/** One order, for whoever may look at it. */
@Component
class OrderTopic implements Topic {

    static final String NAME = "order";

    private final OrderMessages orders;

    OrderTopic(OrderMessages orders) {
        this.orders = orders;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOfOne() {
        return true;
    }

    @Override
    public String open(String id, HttpServletRequest request, long head) {
        OrderId order = new OrderId(id);
        Topic.find(
                head,
                position ->
                        Buyers.asOwnerOrShop(
                                CallingAccount.current(),
                                request,
                                buyer -> orders.read(order, buyer, position)));
        return id;
    }
}
