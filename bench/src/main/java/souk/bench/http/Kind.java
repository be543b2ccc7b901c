package souk.bench.http;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What visitors of a shop ask for, and how many of a hundred requests do. */
public enum Kind {
    LIST("a page of a category, by price", 20),
    SEARCH("a page of what has a word in it", 5),
    PRODUCT("a product", 25),
    CART("the own cart", 10),
    ORDER("an own order", 5),
    AUCTION("an auction", 5),
    OPEN("a new cart", 3),
    ADD("a piece into the cart", 14),
    CHANGE("a quantity in the cart", 3),
    CHECKOUT("the order", 8),
    BID("a bid", 2);

    private static final List<Kind> OF_A_HUNDRED =
            Arrays.stream(values())
                    .flatMap(kind -> java.util.Collections.nCopies(kind.share, kind).stream())
                    .toList();

    private final String what;
    private final int share;

    Kind(String what, int share) {
        this.what = what;
        this.share = share;
    }

    static Kind any(SplittableRandom random) {
        return OF_A_HUNDRED.get(random.nextInt(OF_A_HUNDRED.size()));
    }

    public String what() {
        return what;
    }

    /** What much follows from. */
    boolean isDear() {
        return this == CHECKOUT || this == BID;
    }

    /** Percent. */
    public int share() {
        return share;
    }
}
