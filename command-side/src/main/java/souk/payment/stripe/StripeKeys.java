package souk.payment.stripe;

import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;

/**
 * What is asked under one key is done once. But Stripe repeats for a day what it has said under it,
 * even that it has stumbled: whoever hears that again asks under the next key, which is the same
 * for everybody.
 */
final class StripeKeys {

    private static final int SERVER = 500;
    private static final int MOST = 50;

    /** Something that Stripe is asked to do. */
    interface Wish<T> {
        T ask(RequestOptions options) throws StripeException;
    }

    private StripeKeys() {}

    static <T> T under(String key, Wish<T> wish) throws StripeException {
        String next = key;
        for (int times = 1; ; times++) {
            try {
                return wish.ask(RequestOptions.builder().setIdempotencyKey(next).build());
            } catch (StripeException no) {
                if (!isRepeated(no) || times == MOST) {
                    throw no;
                }
            }
            next = key + "-again-" + times;
        }
    }

    private static boolean isRepeated(StripeException no) {
        Integer status = no.getStatusCode();
        return status != null
                && status >= SERVER
                && no.getStripeError() != null
                && no.getStripeError().getLastResponse() != null
                && no.getStripeError()
                        .getLastResponse()
                        .headers()
                        .firstValue("Idempotent-Replayed")
                        .isPresent();
    }
}
