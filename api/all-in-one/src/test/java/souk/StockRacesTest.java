package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** What rivals sell twice, or lose count of, when it is wanted by many at the same moment. */
@ExtendWith(Arena.Door.class)
class StockRacesTest {

    private static final int CROWD = 8;
    private static final long PRICE = 1_000;

    private final Arena arena;
    private Shelves shelves;
    private List<Buyer> crowd;

    @SuppressWarnings("NullAway.Init") // before each
    StockRacesTest(Arena arena) {
        this.arena = arena;
    }

    @BeforeEach
    void open() {
        shelves = new Shelves(arena.shop(), "RARE", "OTHER", "THIRD");
        crowd = arena.buyers(CROWD);
    }

    private String sku(String name) {
        return shelves.sku(name);
    }

    private int reserved(String name) {
        return shelves.look(name).get("reserved").intValue();
    }

    private int onHand(String name) {
        return shelves.look(name).get("onHand").intValue();
    }

    /** However many are promised to others by now. */
    private void leave(String name, int available) {
        shelves.stock(name, reserved(name) + available);
    }

    private static int pieces(JsonNode order, String sku) {
        return StreamSupport.stream(order.get("lines").spliterator(), false)
                .filter(line -> line.get("sku").stringValue().equals(sku))
                .mapToInt(line -> line.get("quantity").intValue())
                .sum();
    }

    private static long total(JsonNode order) {
        return order.at("/amounts/total/amount").longValue();
    }

    @AfterEach
    void close() {
        arena.mustAddUp(shelves.adjust("RARE", 1));
    }

    @Test
    @DisplayName("medusa#16825, saleor#543, spree#3808, vendure#3508: N carts, one piece")
    void the_last_piece_is_sold_once() {
        arena.trials(
                _ -> {
                    leave("RARE", 1);
                    crowd.forEach(buyer -> buyer.instead(sku("RARE"), 1));

                    List<Reply> replies = AtOnce.send(crowd.stream().map(buyer -> buyer::checkOut));

                    assertThat(Arena.count(201, replies, 422)).isEqualTo(1);
                    assertThat(shelves.look("RARE").get("available").intValue()).isZero();
                });
    }

    @Test
    @DisplayName("medusa#16502: two additions, each checked against the same piece")
    void one_cart_cannot_hold_the_last_piece_twice() {
        arena.trials(
                _ -> {
                    leave("RARE", 2);
                    leave("OTHER", 1);
                    Buyer buyer = crowd.getFirst().instead(sku("RARE"), 1);

                    List<Reply> added = AtOnce.send(4, () -> buyer.add(sku("OTHER"), 1));
                    assertThat(Arena.count(200, added, 422)).isEqualTo(1);

                    assertThat(pieces(buyer.checkOut().json(), sku("OTHER"))).isEqualTo(1);
                    assertThat(shelves.look("OTHER").get("available").intValue()).isZero();
                });
    }

    @Test
    @DisplayName("medusa#16569, medusa#12401: a count that is lost, or reserved below zero")
    void adjustments_and_purchases_all_count() {
        arena.trials(
                _ -> {
                    int before = onHand("RARE");
                    int promised = reserved("RARE");
                    crowd.forEach(buyer -> buyer.instead(sku("RARE"), 2));
                    List<Supplier<Reply>> all = new ArrayList<>();
                    for (Buyer buyer : crowd) {
                        all.add(buyer::checkOut);
                        all.add(() -> shelves.adjust("RARE", -3));
                        all.add(() -> shelves.adjust("RARE", 2));
                    }
                    AtOnce.send(all.stream())
                            .forEach(reply -> assertThat(reply.status()).isIn(200, 201));

                    assertThat(onHand("RARE")).isEqualTo(before - CROWD);
                    assertThat(reserved("RARE")).isEqualTo(promised + 2 * CROWD);
                });
    }

    @Test
    @DisplayName("vendure#3065, spree PR#13978: counted down while it is being bought")
    void what_is_promised_stays_on_hand() {
        arena.trials(
                _ -> {
                    leave("RARE", 2);
                    crowd.forEach(buyer -> buyer.instead(sku("RARE"), 1));
                    List<Supplier<Reply>> all = new ArrayList<>();
                    crowd.forEach(buyer -> all.add(buyer::checkOut));
                    all.add(() -> shelves.adjust("RARE", -2));
                    AtOnce.send(all.stream())
                            .forEach(reply -> assertThat(reply.status()).isIn(200, 201, 422));

                    assertThat(shelves.look("RARE").get("available").intValue()).isZero();
                });
    }

    @Test
    @DisplayName("Sylius#2776, Sylius#12573: a conflict of versions shown as 500")
    void enough_for_everybody_is_sold_to_everybody() {
        arena.trials(
                _ -> {
                    crowd.forEach(buyer -> buyer.instead(sku("RARE"), 1).and(sku("OTHER"), 1));

                    List<Reply> replies = AtOnce.send(crowd.stream().map(buyer -> buyer::checkOut));

                    assertThat(Arena.count(201, replies)).isEqualTo(CROWD);
                });
    }

    @Test
    @DisplayName("saleor#19001, Sylius/ShopApiPlugin#667: carts in opposite order that deadlock")
    void no_order_of_things_in_carts_makes_them_wait_for_each_other() {
        var random = new Random(11);
        arena.trials(
                _ -> {
                    for (Buyer buyer : crowd) {
                        List<String> names = new ArrayList<>(List.of("RARE", "OTHER", "THIRD"));
                        Collections.shuffle(names, random);
                        buyer.instead(sku(names.get(0)), 1)
                                .and(sku(names.get(1)), 1)
                                .and(sku(names.get(2)), 1);
                    }
                    List<Reply> replies = AtOnce.send(crowd.stream().map(buyer -> buyer::checkOut));

                    assertThat(Arena.count(201, replies)).isEqualTo(CROWD);
                });
    }

    @Test
    @DisplayName("ACIDRain cart, spree#11286: added while checking out, unpaid or unreserved")
    void what_is_added_meanwhile_is_paid_and_reserved_or_still_in_the_cart() {
        arena.trials(
                _ -> {
                    Buyer buyer = crowd.getFirst().instead(sku("RARE"), 1);
                    int before = reserved("OTHER");

                    List<Reply> replies =
                            AtOnce.send(buyer::checkOut, () -> buyer.add(sku("OTHER"), 1));

                    assertThat(Arena.count(201, replies, 200)).isEqualTo(1);
                    JsonNode order = replies.getFirst().json();
                    int bought = pieces(order, sku("OTHER"));
                    assertThat(total(order)).isEqualTo(PRICE * (1 + bought));
                    assertThat(reserved("OTHER")).isEqualTo(before + bought);
                    String later =
                            bought == 1
                                    ? replies.get(0).header("Souk-Position")
                                    : replies.get(1).header("Souk-Position");
                    assertThat(buyer.cart(later).json().get("itemCount").intValue())
                            .isEqualTo(1 - bought);
                });
    }

    @Test
    @DisplayName("ACIDRain cart: five pieces at the price of one")
    void more_of_it_meanwhile_is_never_had_for_what_less_costs() {
        arena.trials(
                _ -> {
                    Buyer buyer = crowd.getFirst().instead(sku("RARE"), 1);
                    int before = reserved("RARE");

                    List<Reply> replies =
                            AtOnce.send(
                                    () -> buyer.checkOutFor(PRICE),
                                    () -> buyer.set(sku("RARE"), 5));

                    Reply bought = replies.getFirst();
                    assertThat(bought.status()).isIn(201, 409);
                    assertThat(replies.getLast().status()).isIn(200, 404);
                    assertThat(reserved("RARE") - before).isEqualTo(bought.status() == 201 ? 1 : 0);
                    if (bought.status() == 201) {
                        assertThat(pieces(bought.json(), sku("RARE"))).isEqualTo(1);
                        assertThat(total(bought.json())).isEqualTo(PRICE);
                    }
                });
    }

    @Test
    @DisplayName("saleor#12652, shopware#19943: a price that changes while it is accepted")
    void nobody_pays_a_price_he_has_not_seen() {
        arena.trials(
                trial -> {
                    long now = PRICE + trial;
                    shelves.price("RARE", now);
                    Buyer buyer = crowd.getFirst().instead(sku("RARE"), 1);

                    List<Reply> replies =
                            AtOnce.send(
                                    () -> buyer.checkOutFor(now),
                                    () -> shelves.price("RARE", now + 1));

                    Reply bought = replies.getFirst();
                    assertThat(bought.status()).as(bought.response().body()).isIn(201, 409);
                    if (bought.status() == 201) {
                        assertThat(total(bought.json())).isEqualTo(now);
                    }
                });
    }
}
