package souk.order;

import souk.account.AccountId;
import souk.kernel.Money;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.payment.RefundId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every way in which an order says no. */
public sealed interface OrderRejection extends Rejection {

    /** There is none, or it is somebody else's: the answer does not tell which. */
    record OrderNotFound() implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such order.";
        }
    }

    record CartEmpty() implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "There is nothing in the cart.";
        }
    }

    /** It costs something else than the buyer was told. */
    record CartChanged(Money currentTotal) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The total has changed.";
        }
    }

    /** Some of it is not for sale any more. */
    record NotForSale(List<Sku> skus) implements OrderRejection {
        public NotForSale {
            skus = List.copyOf(skus);
        }

        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Some of it is not for sale any more.";
        }
    }

    /** There is no such way to send it, or not to there. */
    record ShippingNotPossible(String shippingMethod, String country, List<String> possible)
            implements OrderRejection {
        public ShippingNotPossible {
            possible = List.copyOf(possible);
        }

        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return shippingMethod + " does not go to " + country + ".";
        }
    }

    /** All together costs more than can be reckoned with. */
    record TotalTooLarge() implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The total is too large. Order less at once.";
        }
    }

    /**
     * The payment provider charges multiples of an amount only, and nothing below or above some.
     */
    record TotalNotPayable(Money total, Money smallest, Money least, Money most)
            implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            if (total.amount() < least.amount()) {
                return "The total is below the least that can be paid.";
            }
            if (total.amount() > most.amount()) {
                return "The total is above the most that can be paid at once.";
            }
            return "The total is no multiple of the smallest amount that can be paid.";
        }
    }

    /** What is asked for takes an order in another state. */
    record OrderNotInState(OrderStatus status) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The order is " + status + ".";
        }
    }

    /** There is still time to pay it: to be asked again then. */
    record NotYetExpired(Instant payUntil) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String message() {
            return "The order can be paid until " + payUntil + ".";
        }

        @Override
        public Optional<Instant> retryAt() {
            return Optional.of(payUntil);
        }
    }

    /** Nobody gets back more than is left of what he paid. */
    record RefundTooLarge(Money refundable) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "There is less left to refund.";
        }
    }

    /** That it failed is heard before that it was made: for us to wait for, not for a client. */
    record RefundNotYetKnown(RefundId refundId) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The order has not heard of " + refundId + " yet.";
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** The payment provider gives back multiples of an amount only. */
    record RefundNotPayable(Money smallest) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Only multiples of the smallest amount that can be paid are given back.";
        }
    }

    record LineNotInOrder(Sku sku) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The order has not as many of " + sku + " left.";
        }
    }

    /** Nobody has said where it is to be sent. */
    record AddressMissing() implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The order has no address to be sent to yet.";
        }
    }

    /** Nothing personal is kept any more of whoever has ordered it. */
    record BuyerForgotten() implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The buyer is forgotten: nothing can be sent to him any more.";
        }
    }

    /** He is forgotten with his account, not with one order. */
    record BuyerHasAccount(AccountId account) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The buyer has an account: erase that.";
        }
    }

    /** What shipping and tax cost was reckoned for another country. */
    record CountryFixed(String country) implements OrderRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The order can be sent within " + country + " only.";
        }
    }
}
