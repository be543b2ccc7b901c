package souk.inventory;

import souk.kernel.Rejection;
import souk.kernel.Sku;

import java.util.List;

/** Every way in which stock says no. */
public sealed interface StockRejection extends Rejection {

    /** There is no such SKU, or it is somebody else's: the answer does not tell which. */
    record StockNotFound() implements StockRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such stock.";
        }
    }

    /** More was asked for than there is. */
    record OutOfStock(List<Shortage> skus) implements StockRejection {

        public record Shortage(Sku sku, int available) {}

        public OutOfStock {
            skus = List.copyOf(skus);
        }

        public static OutOfStock of(Sku sku, int available) {
            return new OutOfStock(List.of(new Shortage(sku, available)));
        }

        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "There is not as much in stock.";
        }
    }

    /** What is promised to buyers has to be there. */
    record StockIsReserved(Sku sku, int onHand, int reserved) implements StockRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Of the " + onHand + " on hand, " + reserved + " are reserved.";
        }
    }

    record TooMuchStock(Sku sku, int limit) implements StockRejection {
        public TooMuchStock(Sku sku) {
            this(sku, StockCommand.MOST);
        }

        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "A stock holds at most " + limit + " pieces.";
        }
    }

    /** The reference has reserved another quantity before. */
    record AlreadyReserved(Sku sku, String reference, int quantity) implements StockRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Already " + quantity + " are reserved for " + reference + ".";
        }
    }
}
