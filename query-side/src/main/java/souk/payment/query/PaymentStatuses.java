package souk.payment.query;

import souk.payment.PaymentId;
import souk.payment.PaymentStatus;

import java.util.Collection;
import java.util.Map;

/** How far payments have got, as views of other capabilities show it. */
public interface PaymentStatuses {

    /** In one statement, however many are asked for; without those that nobody has requested. */
    Map<PaymentId, PaymentStatus> of(Collection<PaymentId> payments);

    /**
     * The same as part of the statement of another view, null where there is none.
     *
     * @param reference the column or parameter that says what is paid
     */
    String statusOf(String reference);
}
