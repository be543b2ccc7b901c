package souk.order.query;

import org.jspecify.annotations.Nullable;

import souk.order.OrderQuery.ListOrders.Sort;

import java.time.Instant;

/** The order at which a page ended, in the order of the list. */
record OrderCursor(Instant at, String id) {

    private static final String SEPARATOR = " ";

    static @Nullable OrderCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(SEPARATOR, -1);
        return new OrderCursor(Instant.parse(parts[1]), parts[2]);
    }

    static String behind(Instant at, String id, Sort sort) {
        return String.join(SEPARATOR, sort.name(), at.toString(), id);
    }
}
