package souk.cart;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import souk.catalog.ProductId;
import souk.kernel.Composite;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.util.List;

/**
 * A cart as its owner sees it.
 *
 * @param lines may be worked out no earlier than somebody looks: most who change a cart don't
 * @param notes what was left behind when the guest's cart was taken over
 */
@Composite // what things cost now, and whether they are there, is not the cart's to say
public record CartView(
        CartId id,
        Status status,
        List<Line> lines,
        int itemCount,
        List<CartNote> notes,
        long version) {

    public enum Status {
        OPEN,
        /** An account has taken over what was in it. */
        MERGED,
        /** Whose it was is forgotten. */
        ABANDONED
    }

    /**
     * @param unitPrice seen when added; absent where it was added before prices were kept
     * @param currentPrice absent where the SKU was never offered
     * @param total at the current price
     * @param available whether as many could be bought now
     */
    public record Line(
            Sku sku,
            @Nullable ProductId productId,
            @Nullable String title,
            int quantity,
            @Nullable Money unitPrice,
            @Nullable Money currentPrice,
            @Nullable Money total,
            boolean available) {

        boolean hasChangedPrice() {
            return unitPrice != null && currentPrice != null && !unitPrice.equals(currentPrice);
        }
    }

    /** What one piece cost when it was added, and what it costs now. */
    public record PriceChange(Sku sku, @Nullable Money from, @Nullable Money to) {}

    /**
     * What all lines cost at current prices; absent where no line has one, and where there is no
     * number for so much: whoever has that in his cart must be able to look at it.
     */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public @Nullable Money subtotal() {
        try {
            return sum();
        } catch (ArithmeticException tooMuch) {
            return null;
        }
    }

    private @Nullable Money sum() {
        Money sum = null;
        for (Line line : lines) {
            Money total = line.total();
            if (total != null && (sum == null || sum.currency().equals(total.currency()))) {
                sum = sum == null ? total : sum.plus(total);
            }
        }
        return sum;
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public List<PriceChange> priceChanges() {
        return lines.stream()
                .filter(Line::hasChangedPrice)
                .map(line -> new PriceChange(line.sku(), line.unitPrice(), line.currentPrice()))
                .toList();
    }
}
