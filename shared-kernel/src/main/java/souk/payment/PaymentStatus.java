package souk.payment;

/** How far a payment has got. It never goes back, but for money that arrives after all. */
public enum PaymentStatus {
    /** Waits for the buyer. */
    OPEN,
    PAID,
    /** Nobody may pay any more. */
    EXPIRED,
    PARTIALLY_REFUNDED,
    REFUNDED
}
