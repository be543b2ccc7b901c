package souk.bench.http;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * Those who are in the shop, each doing one thing at a time: some still choose, some have what they
 * came for.
 */
final class Guests {

    /** So many things are put into a cart before it is bought. */
    private static final int ENOUGH = 2;

    private static final int ORDERS = 4_096;

    /** Somebody with a cart, known by a cookie, who wants to see what he has done. */
    static final class Guest {
        private final String cookie;
        private @Nullable String position;
        private int writes;
        private @Nullable String sku;

        private Guest(String cookie, @Nullable String position) {
            this.cookie = cookie;
            this.position = position;
        }

        static Guest with(HttpConnection.Answer opened) {
            return new Guest("Cookie: " + opened.cookie() + "\r\n", opened.position());
        }

        /** Headers of whatever he sends. */
        String cookie() {
            return cookie;
        }

        /** Headers of whatever he wants to see. */
        String sight() {
            return position == null ? cookie : cookie + "Souk-Position: " + position + "\r\n";
        }

        void hasDone(HttpConnection.Answer answer) {
            position = answer.position() == null ? position : answer.position();
        }

        /** What is in the cart for certain; null if nothing is. */
        @Nullable String sku() {
            return sku;
        }

        void hasPut(String put) {
            writes++;
            sku = put;
        }

        void hasBought() {
            writes = 0;
            sku = null;
        }
    }

    /**
     * @param sight headers of whoever may see it
     */
    record Order(String id, String sight) {}

    private final int usual;
    private final Deque<Guest> choosing = new ArrayDeque<>();
    private final Deque<Guest> ready = new ArrayDeque<>();
    private final Order[] orders = new Order[ORDERS];
    private int ordered;

    /**
     * @param usual where there are more, whoever has bought leaves
     */
    Guests(int usual) {
        this.usual = usual;
    }

    /** Whoever has waited longest to put something into a cart. */
    synchronized Guest choosing() {
        Guest guest = choosing.pollFirst();
        return guest == null ? someone(ready.pollFirst()) : guest;
    }

    /** Whoever has something to buy, if anybody has. */
    synchronized Guest buying() {
        Guest guest = ready.pollFirst();
        return guest == null ? someone(choosing.pollLast()) : guest;
    }

    private static Guest someone(@Nullable Guest guest) {
        if (guest == null) {
            throw new IllegalStateException("Nobody is left in the shop");
        }
        return guest;
    }

    synchronized void enters(Guest guest) {
        choosing.addLast(guest);
    }

    /** Unless it is crowded and he has nothing in his cart: then he leaves. */
    synchronized void isBack(Guest guest) {
        boolean leaves = guest.sku == null && choosing.size() + ready.size() >= usual;
        if (!leaves) {
            (guest.writes >= ENOUGH ? ready : choosing).addLast(guest);
        }
    }

    synchronized void hasOrdered(Order order) {
        orders[ordered++ % ORDERS] = order;
    }

    /** One of the latest; null if there is none. */
    synchronized @Nullable Order order(SplittableRandom random) {
        return ordered == 0 ? null : orders[random.nextInt(Math.min(ordered, ORDERS))];
    }
}
