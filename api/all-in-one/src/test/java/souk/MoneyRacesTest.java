package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What rivals charge twice, give back twice or never, when both are asked for at once. */
@ExtendWith(Arena.Door.class)
class MoneyRacesTest {

    private static final int PRICE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Bought(Buyer buyer, String order) {}

    private final Arena arena;
    private Shopper http;
    private Shelves shelves;
    private String[] admin;

    @SuppressWarnings("NullAway.Init") // before each
    MoneyRacesTest(Arena arena) {
        this.arena = arena;
    }

    @BeforeEach
    void open() {
        http = new Shopper(arena.shop());
        shelves = new Shelves(arena.shop(), "MUG");
        admin = new Members(arena.shop()).admin().token();
    }

    private Bought ordered() {
        Buyer buyer = new Buyer(arena.shop()).with(shelves.sku("MUG"), 1);
        return new Bought(buyer, Buyer.id(buyer.checkOut()));
    }

    private List<Bought> ordersForEachTrial() {
        List<Bought> all = new ArrayList<>();
        arena.trials(_ -> all.add(ordered()));
        return all;
    }

    private List<Bought> paidForEachTrial() {
        List<Bought> all = ordersForEachTrial();
        all.forEach(it -> it.buyer().pay(it.buyer().askToPay(it.order())));
        all.forEach(it -> assertThat(status(settled(it))).isEqualTo("PAID"));
        return all;
    }

    private static JsonNode settled(Bought it) {
        return Settling.of(it.buyer(), it.order());
    }

    private static String status(JsonNode order) {
        return order.get("status").stringValue();
    }

    private static long times(String status, JsonNode order) {
        return StreamSupport.stream(order.get("timeline").spliterator(), false)
                .filter(step -> step.get("status").stringValue().equals(status))
                .count();
    }

    /** Captured, and given back. */
    private String money(Bought it) {
        JsonNode payment =
                http.get("/api/admin/payments/" + it.order().replace("ord_", "pay_"), admin).json();
        return payment.at("/captured/amount").longValue()
                + "-"
                + payment.at("/refunded/amount").longValue();
    }

    private Reply refund(Bought it, String how) {
        return http.post(
                "/api/admin/orders/" + it.order() + "/refunds",
                "{" + how + "\"reason\": \"broken\"}",
                admin);
    }

    private Reply ship(Bought it) {
        return http.post(
                "/api/seller/orders/" + it.order() + "/shipments",
                "{\"carrier\": \"Van\"}",
                shelves.seller().token());
    }

    private String stock() {
        JsonNode stock = shelves.look("MUG");
        return stock.get("onHand") + "/" + stock.get("reserved");
    }

    @AfterEach
    void close() {
        arena.mustAddUp(shelves.adjust("MUG", 1));
    }

    @Test
    @DisplayName("vendure#2620, Mollie Shopware6#1037: two tabs, two payments")
    void however_often_it_is_asked_for_there_is_one_page_to_pay_on() {
        for (Bought it : ordersForEachTrial()) {
            List<Reply> pages = AtOnce.send(5, () -> it.buyer().askToPay(it.order()));

            assertThat(Arena.count(201, pages, 200)).isPositive();
            assertThat(pages)
                    .extracting(page -> page.json().get("checkoutUrl").stringValue())
                    .containsOnly(pages.getFirst().json().get("checkoutUrl").stringValue());
        }
    }

    @Test
    @DisplayName("spree PR#13938, shopware#16183, vendure#3411: told of once, twice, in any order")
    void paid_in_many_tabs_with_notices_in_any_order_is_paid_once() {
        List<Bought> all = ordersForEachTrial();
        for (Bought it : all) {
            Reply page = it.buyer().askToPay(it.order());
            AtOnce.send(
                    3,
                    () ->
                            it.buyer()
                                    .act(
                                            page,
                                            "{\"action\": \"PAY\", \"copies\": 5,"
                                                    + " \"shuffled\": true}"));
        }
        for (Bought it : all) {
            assertThat(times("PAID", settled(it))).isEqualTo(1);
            assertThat(money(it)).isEqualTo(PRICE + "-0");
        }
    }

    @Test
    @DisplayName("saleor#12652, medusa#16398, vendure#3065: paid while it is given up")
    void paid_while_cancelled_is_kept_or_given_back_and_never_both() {
        List<Bought> all = ordersForEachTrial();
        for (Bought it : all) {
            Reply page = it.buyer().askToPay(it.order());
            AtOnce.send(() -> it.buyer().pay(page), () -> it.buyer().cancel(it.order()));
        }
        int kept = 0;
        for (Bought it : all) {
            boolean paid = status(settled(it)).equals("PAID");
            assertThat(money(it))
                    .isIn(paid ? List.of(PRICE + "-0") : List.of("0-0", PRICE + "-" + PRICE));
            kept += paid ? 1 : 0;
        }
        assertThat(stock()).isEqualTo((100_000 - kept) + "/0");
    }

    @Test
    @DisplayName("spree PR#13734, medusa#11481: given back by several at once, more than was paid")
    void refunds_at_once_never_exceed_what_was_paid() {
        List<Bought> all = paidForEachTrial();
        for (Bought it : all) {
            List<Reply> replies =
                    AtOnce.send(
                            4,
                            () ->
                                    refund(
                                            it,
                                            "\"amount\": {\"amount\": 600, \"currency\":"
                                                    + " \"EUR\"},"));
            assertThat(Arena.count(201, replies, 409, 422)).isEqualTo(1);
        }
        for (Bought it : all) {
            Orders.until(http, "/api/orders/" + it.order(), "PARTIALLY_REFUNDED"::equals, admin);
            await().atMost(PATIENCE).until(() -> money(it), (PRICE + "-600")::equals);
        }
    }

    @Test
    @DisplayName("ACIDRain inventory, medusa#13433: one return restocked twice")
    void what_comes_back_is_put_back_once() {
        List<Bought> all = paidForEachTrial();
        for (Bought it : all) {
            List<Reply> replies = AtOnce.send(4, () -> refund(it, "\"restock\": true,"));
            assertThat(Arena.count(201, replies, 409, 422)).isEqualTo(1);
        }
        assertThat(stock()).isEqualTo("100000/0");
    }

    @Test
    @DisplayName("ACIDRain inventory: one cancellation restocked twice")
    void what_is_cancelled_many_times_is_released_once() {
        for (Bought it : ordersForEachTrial()) {
            List<Reply> replies = AtOnce.send(4, () -> it.buyer().cancel(it.order()));
            assertThat(Arena.count(200, replies, 409)).isPositive();
        }
        assertThat(stock()).isEqualTo("100000/0");
    }

    @Test
    @DisplayName("sent while the shop calls it off")
    void sent_or_called_off_but_not_both() {
        int kept = 0;
        for (Bought it : paidForEachTrial()) {
            List<Reply> replies =
                    AtOnce.send(
                            () -> ship(it),
                            () ->
                                    http.post(
                                            "/api/orders/" + it.order() + "/cancellation",
                                            "{\"reason\": \"late\"}",
                                            admin));
            assertThat(replies.getFirst().status()).isIn(201, 409);
            assertThat(replies.getLast().status()).isIn(200, 409);
            boolean sent = replies.getFirst().status() == 201;
            assertThat(replies.getLast().status()).isEqualTo(sent ? 409 : 200);
            kept += sent ? 1 : 0;
            if (!sent) {
                await().atMost(PATIENCE).until(() -> money(it), (PRICE + "-" + PRICE)::equals);
            }
        }
        assertThat(stock()).isEqualTo((100_000 - kept) + "/0");
    }

    @Test
    @DisplayName("one parcel sent twice")
    void one_parcel_is_sent_once() {
        for (Bought it : paidForEachTrial()) {
            List<Reply> replies = AtOnce.send(4, () -> ship(it));

            assertThat(Arena.count(201, replies, 409)).isPositive();
            assertThat(
                            times(
                                    "SHIPPED",
                                    Orders.until(
                                                    http,
                                                    "/api/orders/" + it.order(),
                                                    "SHIPPED"::equals,
                                                    admin)
                                            .json()))
                    .isEqualTo(1);
        }
    }
}
