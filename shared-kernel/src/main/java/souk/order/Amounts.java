package souk.order;

import souk.kernel.Money;

/**
 * What is to be paid, and for what.
 *
 * @param tax on lines and shipping
 * @param taxIncluded whether prices hold the tax already; otherwise it comes on top
 */
public record Amounts(
        Money subtotal,
        Money discount,
        Money shipping,
        Money tax,
        Money total,
        boolean taxIncluded) {

    public Amounts {
        Money net = subtotal.minus(discount).plus(shipping);
        if (!total.equals(taxIncluded ? net : net.plus(tax))) {
            throw new IllegalArgumentException("the parts are not the total");
        }
    }

    public Amounts plus(Amounts other) {
        return new Amounts(
                subtotal.plus(other.subtotal),
                discount.plus(other.discount),
                shipping.plus(other.shipping),
                tax.plus(other.tax),
                total.plus(other.total),
                taxIncluded);
    }
}
