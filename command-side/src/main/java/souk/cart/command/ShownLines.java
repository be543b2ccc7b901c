package souk.cart.command;

import org.jspecify.annotations.Nullable;

import souk.cart.CartView;

import java.util.AbstractList;
import java.util.List;

/**
 * Lines with today's prices, looked up when somebody looks: adding to a long cart must not cost
 * more than adding to a short one.
 */
class ShownLines extends AbstractList<CartView.Line> {

    private final List<Held> held;
    private final Assortment assortment;
    private volatile @Nullable List<CartView.Line> shown;

    ShownLines(List<Held> held, Assortment assortment) {
        this.held = held;
        this.assortment = assortment;
    }

    @Override
    public CartView.Line get(int index) {
        List<CartView.Line> lines = shown;
        if (lines == null) {
            lines = held.stream().map(assortment::show).toList();
            shown = lines;
        }
        return lines.get(index);
    }

    @Override
    public int size() {
        return held.size();
    }
}
