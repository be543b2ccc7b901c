package souk.order.command;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderId;
import souk.seller.SellerId;

import java.time.Instant;

/** Orders for what is sold otherwise than from a cart, as part of the decision that sells it. */
public interface Orders {

    /**
     * A lot of one seller's that somebody gets.
     *
     * @param orderId nobody knows it before
     * @param price all that he pays, for all pieces, with tax and shipping
     * @param trackingToken nobody can guess it
     */
    record Sale(
            OrderId orderId,
            AccountId buyer,
            EmailAddress email,
            SellerId seller,
            String sellerName,
            Sku sku,
            ProductId productId,
            String title,
            Quantity quantity,
            Money price,
            Instant payUntil,
            String trackingToken) {}

    /** The most that can be paid of a price: what is less than a coin the buyer is let off. */
    Money payable(Money price);

    /** Refuses a price that would be too little to be paid, or too much. */
    void mustBePayable(Money price);

    /** Refuses a price that would be too much to be paid at once. */
    void mustNotBeTooMuch(Money price);

    /**
     * In the unit of work that is under way. No stock is reserved: what is set aside for it stays
     * with whoever sells, to be committed once it is paid and released if it never is. Where it is
     * sent to, the buyer says later.
     */
    void place(Sale sale);
}
