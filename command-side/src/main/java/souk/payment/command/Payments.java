package souk.payment.command;

import souk.kernel.Money;
import souk.payment.PaymentId;
import souk.payment.PaymentView;

import java.time.Instant;
import java.util.Currency;

/** Asks for money, as part of a decision of others, in their unit of work, until they stop. */
public interface Payments {

    /**
     * The payment of whatever the reference names; asked for twice, it is the same. A page to pay
     * on is opened by {@code OpenSession}, later and outside.
     */
    PaymentView request(PaymentId payment, String reference, Money amount, Instant payUntil);

    /** What can be paid of a currency. */
    Charges charges(Currency currency);

    /**
     * Once the time to pay is over, has the page to pay on closed, so that nobody who has paid in
     * time is turned away because nobody has told us yet. The provider is asked, so nothing may be
     * held by then; what he says is taken into the decision that follows.
     */
    LastCall lastCall(PaymentId payment, Instant now);

    /** What is known of who has paid, and who still can. */
    interface LastCall {

        /**
         * Refused for now where somebody has paid, and for a day where the provider does not say so
         * or otherwise; after that nobody is waited for.
         */
        void mustBeOver();
    }
}
