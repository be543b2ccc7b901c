package souk.payment;

import souk.kernel.Money;

/** How far a payment has got. It never goes back, but for money that arrives after all. */
public enum PaymentStatus {
    /** Waits for the buyer. */
    OPEN,
    PAID,
    /** Nobody may pay any more. */
    EXPIRED,
    PARTIALLY_REFUNDED,
    REFUNDED;

    /**
     * Follows from the sums alone, whatever came first.
     *
     * @param due what was to be paid
     * @param ended whether nobody is to pay any more
     */
    public static PaymentStatus of(Money due, Money captured, Money refunded, boolean ended) {
        long balance = captured.minus(refunded).amount();
        if (captured.amount() > 0 && balance == 0) {
            return REFUNDED;
        }
        if (captured.amount() > 0 && balance >= due.amount()) {
            return PAID;
        }
        if (refunded.amount() > 0) {
            return PARTIALLY_REFUNDED;
        }
        return ended ? EXPIRED : OPEN;
    }
}
