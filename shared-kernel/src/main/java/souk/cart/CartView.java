package souk.cart;

import souk.kernel.Sku;

import java.util.List;

/** A cart as its owner sees it. */
public record CartView(CartId id, Status status, List<Line> lines, int itemCount, long version) {

    public enum Status {
        OPEN
    }

    public record Line(Sku sku, int quantity) {}

    public CartView {
        lines = List.copyOf(lines);
    }
}
