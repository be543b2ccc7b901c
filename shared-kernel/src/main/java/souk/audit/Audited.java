package souk.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What auditors look at, by the names that it has for them. */
public enum Audited {
    ORDERS("order.Order", "ord_"),
    CARTS("cart.Cart", "cart_"),
    PAYMENTS("payment.Payment", "pay_"),
    AUCTIONS("auction.Auction", "auc_");

    private final String type;
    private final String prefix;

    Audited(String type, String prefix) {
        this.type = type;
        this.prefix = prefix;
    }

    public static Optional<Audited> named(String path) {
        return Arrays.stream(values()).filter(it -> it.path().equals(path)).findFirst();
    }

    /** Of which kind it is, if it is one of them. */
    public static Optional<Audited> of(String id) {
        return Arrays.stream(values()).filter(it -> id.startsWith(it.prefix)).findFirst();
    }

    /** Published name of what has the stream. */
    public String type() {
        return type;
    }

    /** What identifiers begin with. */
    public String prefix() {
        return prefix;
    }

    /** {@code orders}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code order}. */
    public String one() {
        return type.substring(0, type.indexOf('.'));
    }
}
