package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import souk.Members.Member;
import souk.Shopper.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What rivals lose of a cart, or find in it twice, when several tabs are at it. */
@ExtendWith(Arena.Door.class)
class CartRacesTest {

    private static final String ITEMS = "/api/carts/current/items";

    private final Arena arena;
    private Shelves shelves;
    private Shopper http;

    @SuppressWarnings("NullAway.Init") // before each
    CartRacesTest(Arena arena) {
        this.arena = arena;
    }

    @BeforeEach
    void open() {
        shelves = new Shelves(arena.shop(), "MUG", "BOWL");
        http = new Shopper(arena.shop());
    }

    private String item(String name, int quantity) {
        return "{\"sku\": \"%s\", \"quantity\": %d}".formatted(shelves.sku(name), quantity);
    }

    private static int count(Reply cart) {
        assertThat(cart.status()).as(cart.response().body()).isEqualTo(200);
        return cart.json().get("itemCount").intValue();
    }

    private static String latest(List<Reply> replies) {
        return String.valueOf(
                replies.stream()
                        .mapToLong(reply -> Long.parseLong(reply.header("Souk-Position")))
                        .max()
                        .orElseThrow());
    }

    @AfterEach
    void close() {
        arena.mustAddUp(shelves.adjust("MUG", 1));
    }

    @Test
    @DisplayName("vendure#4152: two first requests, two carts")
    void the_first_requests_of_somebody_find_one_cart() {
        var members = new Members(arena.shop());
        arena.trials(
                _ -> {
                    Member mia = members.join();
                    List<Supplier<Reply>> first = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        first.add(() -> http.post("/api/carts", "{}", mia.token()));
                        first.add(() -> http.post(ITEMS, item("MUG", 1), mia.token()));
                    }
                    List<Reply> replies = AtOnce.send(first.stream());

                    assertThat(replies)
                            .allSatisfy(reply -> assertThat(reply.status()).isIn(200, 201));
                    assertThat(replies)
                            .extracting(reply -> reply.json().get("id").stringValue())
                            .containsOnly(Buyer.id(replies.getFirst()));
                    Reply cart =
                            http.get(
                                    "/api/carts/current",
                                    mia.tokenAnd("Souk-Position", latest(replies)));
                    assertThat(count(cart)).isEqualTo(3);
                });
    }

    @Test
    @DisplayName("vendure#2187, vendure#3398: each change reports success, and some are missing")
    void every_change_that_was_answered_is_there() {
        Buyer buyer = new Buyer(arena.shop());
        buyer.take();
        arena.trials(
                _ -> {
                    buyer.instead(shelves.sku("MUG"), 1);

                    List<Reply> replies =
                            AtOnce.send(
                                    IntStream.range(0, 12)
                                            .mapToObj(i -> i % 2 == 0 ? "MUG" : "BOWL")
                                            .map(name -> () -> buyer.add(shelves.sku(name), 1)));

                    assertThat(Arena.count(200, replies)).isEqualTo(12);
                    assertThat(count(buyer.cart(latest(replies)))).isEqualTo(13);
                });
    }

    @Test
    @DisplayName(
            "Sylius/ShopApiPlugin#667: looking at a cart recalculates it, and two looks deadlock")
    void looking_changes_nothing() {
        Buyer buyer = new Buyer(arena.shop());
        buyer.take();
        arena.trials(
                _ -> {
                    buyer.instead(shelves.sku("MUG"), 1);
                    Reply before = buyer.add(shelves.sku("BOWL"), 1);

                    List<Reply> looks =
                            AtOnce.send(
                                    Stream.concat(
                                            Stream.<Supplier<Reply>>generate(
                                                            () ->
                                                                    () ->
                                                                            buyer.cart(
                                                                                    before.header(
                                                                                            "Souk-Position")))
                                                    .limit(8),
                                            Stream.of(() -> buyer.add(shelves.sku("BOWL"), 1))));

                    assertThat(Arena.count(200, looks)).isEqualTo(9);
                    Reply after = buyer.cart(looks.getLast().header("Souk-Position"));
                    assertThat(after.json().get("version").longValue())
                            .isEqualTo(before.json().get("version").longValue() + 1);
                });
    }

    @Test
    @DisplayName("shopware#19943: a second tab places a second order")
    void many_tabs_place_one_order() {
        Buyer buyer = new Buyer(arena.shop());
        buyer.take();
        arena.trials(
                _ -> {
                    buyer.instead(shelves.sku("MUG"), 2);

                    List<Reply> replies = AtOnce.send(6, buyer::checkOut);

                    assertThat(Arena.count(201, replies, 200)).isEqualTo(1);
                    assertThat(replies)
                            .extracting(Buyer::id)
                            .containsOnly(Buyer.id(replies.getFirst()));
                });
    }

    @Test
    @DisplayName("saleor#14926: the same request again, because the answer was slow")
    void what_is_sent_again_under_one_key_is_done_once() {
        arena.trials(
                _ -> {
                    var guest = new Shopper(arena.shop());
                    assertThat(guest.post("/api/carts", "{}").status()).isEqualTo(201);
                    String key = UUID.randomUUID().toString();

                    List<Reply> replies =
                            AtOnce.send(
                                    6,
                                    () ->
                                            guest.post(
                                                    ITEMS, item("MUG", 1), "Idempotency-Key", key));

                    assertThat(Arena.count(200, replies, 409)).isPositive();
                    Reply again = guest.post(ITEMS, item("MUG", 1), "Idempotency-Key", key);
                    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
                    assertThat(count(again)).isEqualTo(1);
                    Reply fresh = guest.post(ITEMS, item("MUG", 1));
                    assertThat(count(fresh)).isEqualTo(2);
                });
    }

    @Test
    @DisplayName("spree PR#13938: a guest's cart that is taken over twice")
    void logging_in_twice_brings_a_guests_cart_along_once() {
        var members = new Members(arena.shop());
        arena.trials(
                _ -> {
                    Member mia = members.join();
                    var guest = new Shopper(arena.shop());
                    guest.post("/api/carts", "{}");
                    assertThat(count(guest.post(ITEMS, item("MUG", 2)))).isEqualTo(2);
                    String credentials =
                            "{\"email\": \"%s\", \"password\": \"%s\"}"
                                    .formatted(mia.email(), Members.PASSWORD);

                    List<Reply> replies =
                            AtOnce.send(3, () -> guest.post("/api/auth/login", credentials));

                    assertThat(Arena.count(200, replies)).isEqualTo(3);
                    Reply added = http.post(ITEMS, item("MUG", 1), mia.token());
                    assertThat(count(added)).isEqualTo(3);
                });
    }
}
