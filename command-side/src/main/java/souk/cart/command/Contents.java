package souk.cart.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import org.jspecify.annotations.Nullable;

import souk.cart.CartEvent.GuestCartTakenOver.TakenItem;
import souk.cart.CartRejection.LineNotFound;
import souk.cart.CartRejection.MixedCurrencies;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Sku;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in a cart, in the order in which it came. Whatever changes one line costs one line. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
class Contents {

    private Map<Sku, Held> lines = new LinkedHashMap<>();
    private int itemCount;
    private @Nullable Currency currency;

    void add(Sku sku, int quantity, @Nullable Money unitPrice) {
        put(new Held(sku, quantity(sku) + quantity, unitPrice));
        if (unitPrice != null) {
            currency = unitPrice.currency();
        }
    }

    void add(TakenItem item) {
        add(item.sku(), item.quantity().value(), item.unitPrice());
    }

    void set(Sku sku, int quantity) {
        put(new Held(sku, quantity, find(sku).map(Held::unitPrice).orElse(null)));
    }

    private void put(Held line) {
        itemCount += line.quantity() - quantity(line.sku());
        lines.put(line.sku(), line);
    }

    void remove(Sku sku) {
        itemCount -= quantity(sku);
        lines.remove(sku);
        if (lines.isEmpty()) {
            currency = null;
        }
    }

    void clear() {
        lines.clear();
        itemCount = 0;
        currency = null;
    }

    Optional<Held> find(Sku sku) {
        return Optional.ofNullable(lines.get(sku));
    }

    int quantity(Sku sku) {
        Held line = lines.get(sku);
        return line == null ? 0 : line.quantity();
    }

    boolean holds(Sku sku) {
        return lines.containsKey(sku);
    }

    void mustHold(Sku sku) {
        if (!holds(sku)) {
            throw new Rejected(new LineNotFound(sku));
        }
    }

    void mustBePaidIn(Currency other, Sku sku) {
        if (currency != null && !currency.equals(other)) {
            throw new Rejected(new MixedCurrencies(sku, other, currency));
        }
    }

    @Nullable Currency currency() {
        return currency;
    }

    int size() {
        return lines.size();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int itemCount() {
        return itemCount;
    }

    /** As they are now: references are copied, nothing else. */
    List<Held> lines() {
        return List.copyOf(lines.values());
    }
}
