package souk.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.Ids;

/** Names one payment. */
public record PaymentId(@JsonValue String value) {

    public static final String PREFIX = "pay_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PaymentId {
        Ids.requireForm(PREFIX, value);
    }

    /** What is to be paid has one payment: its id leads to that of the payment. */
    public static PaymentId of(String reference) {
        return new PaymentId(PREFIX + reference.substring(reference.indexOf('_') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
