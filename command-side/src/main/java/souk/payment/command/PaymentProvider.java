package souk.payment.command;

import souk.kernel.Money;
import souk.payment.PaymentId;
import souk.payment.RefundId;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who moves the money. Asked while nothing is held: no lock, no transaction, no unit of work. Asked
 * again with the same key, he does nothing again. Who does not answer is {@code
 * ProviderUnavailable}; who will not, ever, is {@code ProviderRefused}.
 */
public interface PaymentProvider {

    String name();

    /** What he charges of a currency. Known without asking him. */
    Charges charges(Currency currency);

    Page open(Checkout checkout);

    Closing close(String session);

    Outcome refund(Giveback giveback);

    /** What of a transaction has gone back by now, whoever wanted it; nothing if he knows none. */
    Optional<Notice.GivenBack> givenBack(PaymentId payment, String transaction);

    /** What is meant by what he wrote. */
    Notice interpret(String body);

    /**
     * Tells once more what he has told, or would have liked to tell, since then: in any order, and
     * a page at a time, since it may be a lot.
     */
    void toldSince(Instant then, Consumer<Told> listener);

    /**
     * A page to pay on is wanted.
     *
     * @param attempt pages of a payment follow one another: its number among them
     * @param reference what is paid
     * @param until how long one may pay
     */
    record Checkout(PaymentId payment, int attempt, String reference, Money amount, Instant until) {

        public String key() {
            return payment.value() + "-" + attempt;
        }
    }

    record Page(String session, String url, Instant expiresAt) {}

    /** How a page is found when it is to be closed. */
    enum Closing {
        CLOSED,
        /** Too late: somebody has paid there, and a notice of it is on its way. */
        PAID
    }

    /**
     * Money of a transaction is to go back.
     *
     * @param attempt what has failed may be tried anew, and must not be mistaken for then
     */
    record Giveback(
            PaymentId payment, RefundId refund, int attempt, String transaction, Money amount) {

        public String key() {
            return refund.value() + "-" + attempt;
        }

        /** Whose key that is. */
        public static RefundId refundOf(String key) {
            return new RefundId(key.substring(0, key.lastIndexOf('-')));
        }
    }

    /** What became of it. */
    sealed interface Outcome {

        record Done(String providerRefund) implements Outcome {}

        /** A notice will tell. */
        record Underway() implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    /** A message of the provider's. */
    record Told(String notice, String object, String body) {}
}
