package souk.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import souk.kernel.InvalidValue;
import souk.kernel.Quantity;
import souk.kernel.Sku;

/** Everything that can be asked of a stock. Each is answered with the {@link StockView}. */
public sealed interface StockCommand {

    /** Far more than anybody has, and far from where numbers end. */
    int MOST = 1_000_000_000;

    Sku sku();

    @TargetAggregateIdentifier
    default StockId stockId() {
        return new StockId(sku());
    }

    /** Somebody has counted, or wants to be warned at another level; null is as it was. */
    record SetStock(Sku sku, StockKeeper by, @Nullable Integer onHand, @Nullable Integer threshold)
            implements StockCommand {
        public SetStock {
            mustBeCountable("on_hand", onHand);
            mustBeCountable("threshold", threshold);
        }
    }

    record ReceiveStock(Sku sku, StockKeeper by, int quantity) implements StockCommand {
        public ReceiveStock {
            if (quantity < 1 || quantity > MOST) {
                throw new InvalidValue("invalid_quantity", "must be between 1 and " + MOST);
            }
        }
    }

    record AdjustStock(Sku sku, StockKeeper by, int delta, String reason) implements StockCommand {

        private static final int LONGEST_REASON = 200;

        public AdjustStock {
            if (delta == 0 || delta < -MOST || delta > MOST) {
                throw new InvalidValue("invalid_delta", "must be more or less, within " + MOST);
            }
            if (reason.isBlank()
                    || reason.length() > LONGEST_REASON
                    || reason.codePoints().anyMatch(AdjustStock::isUnfit)) {
                throw new InvalidValue(
                        "invalid_reason",
                        "must be 1 to " + LONGEST_REASON + " characters on one line");
            }
        }

        // half a character can't be written as UTF-8
        private static boolean isUnfit(int character) {
            return Character.isISOControl(character)
                    || Character.getType(character) == Character.SURROGATE;
        }
    }

    /** Sets pieces aside for whatever the reference names. Twice is once. */
    record ReserveStock(Sku sku, String reference, Quantity quantity) implements StockCommand {}

    /** What was set aside may be sold to others. Nothing happens where nothing is. */
    record ReleaseStock(Sku sku, String reference) implements StockCommand {}

    /** What was set aside leaves the house. Nothing happens where nothing is. */
    record CommitStock(Sku sku, String reference) implements StockCommand {}

    private static void mustBeCountable(String name, @Nullable Integer count) {
        if (count != null && (count < 0 || count > MOST)) {
            throw new InvalidValue("invalid_" + name, "must be between 0 and " + MOST);
        }
    }
}
