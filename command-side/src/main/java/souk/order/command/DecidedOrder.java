package souk.order.command;

import org.springframework.stereotype.Component;

import souk.audit.command.Decided;

/** An order as its events tell it, for those who doubt what is shown. */
@Component
class DecidedOrder implements Decided<Order> {

    @Override
    public Class<Order> type() {
        return Order.class;
    }

    @Override
    public Object answer(Order order, long version) {
        return OrderViews.of(order.state(), version, false).withoutBuyer();
    }
}
