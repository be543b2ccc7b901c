package souk.order.query;

import jakarta.persistence.Embeddable;

import souk.order.Amounts;

/** What is to be paid, in columns of its own and in minor units. */
@Embeddable
record Sum(long subtotal, long discount, long shipping, long tax, long total) {

    static Sum of(Amounts amounts) {
        return new Sum(
                amounts.subtotal().amount(),
                amounts.discount().amount(),
                amounts.shipping().amount(),
                amounts.tax().amount(),
                amounts.total().amount());
    }
}
