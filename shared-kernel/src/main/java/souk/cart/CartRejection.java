package souk.cart;

import souk.kernel.Quantity;
import souk.kernel.Rejection;
import souk.kernel.Sku;

import java.util.Currency;

/** Every way in which a cart says no. */
public sealed interface CartRejection extends Rejection {

    /** There is none, or it is somebody else's: the answer does not tell which. */
    record CartNotFound() implements CartRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such cart.";
        }
    }

    record LineNotFound(Sku sku) implements CartRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "The cart has no line for " + sku + ".";
        }
    }

    record CartFull(int limit) implements CartRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "A cart holds at most " + limit + " lines.";
        }
    }

    record QuantityTooLarge(Sku sku, int limit) implements CartRejection {
        public QuantityTooLarge(Sku sku) {
            this(sku, Quantity.MAX);
        }

        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "A line holds at most " + limit + " pieces.";
        }
    }

    record NotForSale(Sku sku) implements CartRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return sku + " is not for sale.";
        }
    }

    /** What is paid at once has one currency. */
    record MixedCurrencies(Sku sku, Currency currency, Currency cartCurrency)
            implements CartRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The cart is in " + cartCurrency + ", " + sku + " is sold in " + currency + ".";
        }
    }

    /** An account has taken it over. */
    record CartClosed() implements CartRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The cart is closed. Open a new one.";
        }
    }
}
