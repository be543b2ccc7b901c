package souk.payment.stripe;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;

import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.PaymentRejection.ProviderRefused;
import souk.payment.PaymentRejection.ProviderUnavailable;

/** What Stripe says no with: some of it passes, the rest does not. */
final class StripeErrors {

    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    /** A call over the network. */
    interface Call<T> {
        T make() throws StripeException;
    }

    private StripeErrors() {}

    static <T> T refusing(Call<T> call) {
        try {
            return call.make();
        } catch (StripeException no) {
            throw new Rejected(meaningOf(no));
        }
    }

    private static Rejection meaningOf(StripeException no) {
        Integer status = no.getStatusCode();
        boolean passes =
                status == null
                        || status == 0
                        || status == CONFLICT
                        || status == TOO_MANY
                        || status >= SERVER
                        // a wrong key is our mistake, to be mended, and no answer to what was asked
                        || no instanceof AuthenticationException
                        || no instanceof PermissionException;
        return passes
                ? new ProviderUnavailable(StripeProvider.NAME)
                : new ProviderRefused(StripeProvider.NAME, reasonOf(no));
    }

    private static String reasonOf(StripeException no) {
        return no.getCode() == null ? String.valueOf(no.getUserMessage()) : no.getCode();
    }
}
