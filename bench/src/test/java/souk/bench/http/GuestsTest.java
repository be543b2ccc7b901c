package souk.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import souk.bench.http.Guests.Guest;
import souk.bench.http.Guests.Order;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

class GuestsTest {

    private final Guests guests = new Guests(2);

    private static Guest guest(String name) {
        return Guest.with(new HttpConnection.Answer(201, name, "3", new byte[0]));
    }

    @Test
    void who_has_enough_in_his_cart_buys() {
        Guest mia = guest("mia");
        guests.enters(guest("ali"));
        guests.enters(mia);
        mia.hasPut("MUG");
        mia.hasPut("BOWL");
        assertThat(guests.choosing().cookie()).isEqualTo("Cookie: ali\r\n");
        guests.isBack(guests.choosing());
        assertThat(guests.buying()).isSameAs(mia);
    }

    @Test
    void who_has_bought_leaves_where_it_is_crowded() {
        Guest bought = guest("mia");
        guests.enters(guest("ali"));
        guests.isBack(bought);
        guests.enters(guest("zoe"));
        guests.isBack(guest("nobody"));
        guests.choosing();
        assertThat(guests.choosing()).isSameAs(bought);
        guests.choosing();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(guests::choosing)).isNotNull();
    }

    @Test
    void he_sees_what_he_has_done() {
        Guest mia = guest("mia");
        mia.hasDone(new HttpConnection.Answer(204, null, "17", new byte[0]));
        mia.hasDone(new HttpConnection.Answer(503, null, null, new byte[0]));
        assertThat(mia.sight()).contains("Souk-Position: 17");
    }

    @Test
    void only_orders_that_are_there_are_looked_at() {
        var random = new SplittableRandom(1);
        assertThat(guests.order(random)).isNull();
        guests.hasOrdered(new Order("ord_1", "mia"));
        assertThat(guests.order(random)).isEqualTo(new Order("ord_1", "mia"));
    }

    @Test
    void of_a_hundred_requests_seventy_read_twenty_write_carts_eight_order_and_two_bid() {
        Map<String, Integer> shares = new HashMap<>();
        for (Kind kind : Kind.values()) {
            String what =
                    switch (kind) {
                        case LIST, SEARCH, PRODUCT, CART, ORDER, AUCTION -> "reads";
                        case OPEN, ADD, CHANGE -> "carts";
                        case CHECKOUT -> "orders";
                        case BID -> "bids";
                    };
            shares.merge(what, kind.share(), Integer::sum);
        }
        assertThat(shares).isEqualTo(Map.of("reads", 70, "carts", 20, "orders", 8, "bids", 2));
    }
}
