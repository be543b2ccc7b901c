package souk.order;

import souk.kernel.Published;

/** The only thing that can happen to an order number. */
public sealed interface OrderNumberEvent {

    OrderNumber number();

    @Published("order.OrderNumberTaken")
    record OrderNumberTaken(OrderNumber number, OrderId orderId) implements OrderNumberEvent {}
}
