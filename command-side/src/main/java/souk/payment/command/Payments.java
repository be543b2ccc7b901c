package souk.payment.command;

import souk.kernel.Money;
import souk.payment.PaymentId;
import souk.payment.PaymentView;

import java.time.Instant;
import java.util.Currency;

/** Asks for money, as part of a decision of others, in their unit of work. */
public interface Payments {

    /**
     * The payment of whatever the reference names; asked for twice, it is the same. A page to pay
     * on is opened by {@code OpenSession}, later and outside.
     */
    PaymentView request(PaymentId payment, String reference, Money amount, Instant payUntil);

    /**
     * The smallest amount of a currency that can be paid or given back, in its minor units: nothing
     * but multiples of it can.
     */
    long smallest(Currency currency);
}
