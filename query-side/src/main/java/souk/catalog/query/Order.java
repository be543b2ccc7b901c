package souk.catalog.query;

import souk.catalog.ProductSort;
import souk.kernel.InvalidValue;

import java.util.Optional;

/**
 * How a list is ordered, and where a page of it ended: by a column, and products of the same value
 * by their ids, in the same direction.
 */
enum Order {
    NEWEST("''", "text", false),
    OLDEST("''", "text", true),
    CHEAPEST("p.min_price", "bigint", true),
    DEAREST("p.min_price", "bigint", false),
    A_TO_Z("p.title_key", "text", true),
    Z_TO_A("p.title_key", "text", false),
    // all that is asked for is in the title, or not
    RELEVANCE(
            "case when p.title_search @@ cast(:search as tsquery) then 1 else 0 end",
            "bigint",
            false);

    private static final char END = ' ';
    private static final InvalidValue NO_CURSOR =
            new InvalidValue("invalid_cursor", "must be one that this list has given out");

    private final String column;
    private final String type;
    private final boolean ascending;

    Order(String column, String type, boolean ascending) {
        this.column = column;
        this.type = type;
        this.ascending = ascending;
    }

    /** Without anything searched for, nothing is more relevant than the newest. */
    static Order of(ProductSort sort, boolean searched) {
        return sort == ProductSort.RELEVANCE && !searched ? NEWEST : valueOf(sort.name());
    }

    String column() {
        return column;
    }

    String clause() {
        String direction = ascending ? "asc" : "desc";
        return isByAge()
                ? "p.product_id " + direction
                : column + " " + direction + ", p.product_id " + direction;
    }

    /** Adds that products come behind where the last page ended. */
    void goOn(Selection selection, String after) {
        int end = after.indexOf(END);
        if (end < 0) {
            throw NO_CURSOR;
        }
        String id = after.substring(0, end);
        String than = ascending ? " > " : " < ";
        if (isByAge()) {
            selection.and("p.product_id" + than + ":afterId", "afterId", id);
        } else {
            selection.and(
                    "(%s, p.product_id)%s(cast(:afterValue as %s), :afterId)"
                            .formatted(column, than, type),
                    "afterValue",
                    valueIn(after.substring(end + 1)));
            selection.parameters().put("afterId", id);
        }
    }

    static String end(String productId, String value) {
        return productId + END + value;
    }

    private Object valueIn(String after) {
        if (type.equals("text")) {
            return after;
        }
        return Optional.of(after)
                .filter(it -> it.matches("[0-9]{1,19}"))
                .map(Long::parseLong)
                .orElseThrow(() -> NO_CURSOR);
    }

    private boolean isByAge() {
        return this == NEWEST || this == OLDEST;
    }
}
