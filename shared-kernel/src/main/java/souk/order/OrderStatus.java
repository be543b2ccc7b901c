package souk.order;

/** How far an order has got. What was given back outweighs what was sent. */
public enum OrderStatus {
    PLACED,
    PAID,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    PARTIALLY_REFUNDED,
    REFUNDED
}
