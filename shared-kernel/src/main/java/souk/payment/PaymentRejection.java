package souk.payment;

import souk.kernel.Money;
import souk.kernel.Rejection;

/** Every way in which a payment says no. */
public sealed interface PaymentRejection extends Rejection {

    record PaymentNotFound() implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such payment.";
        }
    }

    /** What is asked for takes a payment in another state. */
    record PaymentNotInState(PaymentStatus status) implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The payment is " + status + ".";
        }
    }

    /** Nobody gets back more than he has paid. */
    record RefundTooLarge(Money refundable) implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "At most "
                    + refundable.amount()
                    + " "
                    + refundable.currency()
                    + " can be given back, in minor units.";
        }
    }

    record RefundNotFound() implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such refund.";
        }
    }

    /** The provider can't be reached or does not want to: later he may. */
    record ProviderUnavailable(String provider) implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String message() {
            return "The payment provider " + provider + " does not answer right now.";
        }
    }

    /** Somebody has paid, and a notice of it is still to come. */
    record MoneyOnItsWay(PaymentId paymentId) implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String message() {
            return "Somebody has paid, and what he paid has not arrived yet.";
        }
    }

    /** The provider will not do what he is asked, however often. */
    record ProviderRefused(String provider, String reason) implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The payment provider " + provider + " refuses: " + reason + ".";
        }
    }

    /** A notice that contradicts what we know: somebody has to look at it. */
    record NoticeContradicts(String what) implements PaymentRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The notice does not fit: " + what + ".";
        }
    }
}
