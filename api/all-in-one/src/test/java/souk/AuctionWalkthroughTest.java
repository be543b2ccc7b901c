package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.Saleroom.id;
import static souk.Saleroom.ok;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** From a plan to a clock that is paid for: over HTTP, on a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            Members.ADMIN_EMAIL,
            Members.ADMIN_PASSWORD,
            "souk.auction.pay-within=PT5M",
            "souk.auction.runners-up=1"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@Import({SettableClock.Hung.class, CheapPasswords.class})
@DirtiesContext // and with it the clock
class AuctionWalkthroughTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ADDRESS =
            """
            {"name": "Mia", "line1": "Rue 1", "city": "Tunis", "postalCode": "1000", "country": "TN"}
            """;

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired SettableClock clock;

    private URI shop;
    private Shopper http;
    private Members members;
    private Saleroom room;
    private Member mia;
    private Member ali;

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        room = new Saleroom(shop, members, "RETAILER");
        mia = members.join();
        ali = members.join();
    }

    private Instant in(int minutes) {
        return clock.instant().plus(MINUTE.multipliedBy(minutes));
    }

    private static void isProblem(Reply reply, int status, String code) {
        assertThat(reply.json().path("code").asString())
                .as(reply.response().body())
                .isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    private static Instant end(JsonNode auction) {
        return Instant.parse(auction.get("effectiveEnd").stringValue());
    }

    private String[] after(Reply written, Member who) {
        return who.tokenAnd("Souk-Position", written.header("Souk-Position"));
    }

    /** The only one he has. */
    private JsonNode orderOf(Member winner, String status) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> http.get("/api/orders", winner.token()).json(),
                        list ->
                                list.at("/items/0/status").asString("").equals(status)
                                        && list.get("items").size() == 1)
                .at("/items/0");
    }

    private void pay(Member winner, String order) {
        Reply session = http.post("/api/orders/" + order + "/payment", "{}", winner.token());
        Orders.payAt(ok(session, 201).json().get("checkoutUrl").stringValue(), http);
        orderOf(winner, "PAID");
    }

    @Test
    void from_a_plan_to_a_clock_that_is_paid_for() {
        Reply planned = ok(room.plan(in(4), ", \"opensAt\": \"%s\"".formatted(in(1))), 201);
        String auction = id(planned);
        assertThat(planned.header("Location")).isEqualTo("/api/auctions/" + auction);
        assertThat(planned.json().get("state").stringValue()).isEqualTo("SCHEDULED");
        isProblem(room.bid(auction, mia, 1_000), 409, "auction_not_open");
        room.untilStockIs("10/0");

        clock.goOn(MINUTE.plusSeconds(1));
        room.untilIs(auction, "OPEN");
        room.untilStockIs("10/2");

        two_bid(auction);
        the_end_moves(auction);
        String order = the_winner_has_an_order(auction);

        isProblem(
                http.post("/api/seller/orders/" + order + "/shipments", "{}", token(room)),
                409,
                "order_not_in_state");
        pay(mia, order);
        JsonNode sold =
                room.until(auction, it -> it.at("/award/paid").asBoolean(false), mia.token());
        assertThat(sold.get("state").stringValue()).isEqualTo("SOLD");
        room.untilStockIs("8/0");
        it_is_sent(order);
    }

    private static String[] token(Saleroom room) {
        return room.seller().token();
    }

    private void two_bid(String auction) {
        assertThat(room.mustBid(auction, ali, 1_500)).isEqualTo("leads at 1000");
        assertThat(room.mustBid(auction, mia, 1_200)).isEqualTo("is outbid at 1300");
        Reply low = room.bid(auction, mia, 1_399);
        isProblem(low, 422, "bid_too_low");
        assertThat(low.json().at("/minimum/amount").longValue()).isEqualTo(1_400);
        assertThat(room.mustBid(auction, ali, 1_600)).isEqualTo("leads at 1300");
        assertThat(room.mustBid(auction, mia, 2_000)).isEqualTo("leads at 1700");
    }

    private void the_end_moves(String auction) {
        JsonNode before = room.find(auction).json();
        clock.goOnTo(end(before).minusSeconds(30));
        Instant asked = clock.instant();
        Reply late = ok(room.bid(auction, ali, 3_000), 201);
        Instant moved = end(late.json());
        assertThat(moved).isBetween(asked.plusSeconds(120), clock.instant().plusSeconds(120));

        // nobody is deaf after the time that was planned
        clock.goOnTo(end(before).plusSeconds(1));
        assertThat(room.mustBid(auction, mia, 4_000)).isEqualTo("leads at 3100");
        JsonNode seen = room.until(auction, it -> end(it).isAfter(moved));
        assertThat(seen.get("state").stringValue()).isEqualTo("OPEN");
        assertThat(seen.get("closesAt")).isEqualTo(before.get("closesAt"));

        clock.goOnTo(end(seen));
        isProblem(room.bid(auction, ali, 5_000), 409, "auction_closed");
    }

    private String the_winner_has_an_order(String auction) {
        JsonNode sold = room.untilIs(auction, "SOLD");
        assertThat(sold.at("/award/price/amount").longValue()).isEqualTo(3_100);
        assertThat(sold.at("/award/paid").booleanValue()).isFalse();
        JsonNode order = orderOf(mia, "PLACED");
        assertThat(order.at("/amounts/total/amount").longValue()).isEqualTo(3_100);
        assertThat(order.at("/lines/0/quantity").intValue()).isEqualTo(2);
        assertThat(order.get("id")).isEqualTo(sold.at("/award/orderId"));
        assertThat(http.get("/api/orders", ali.token()).json().get("items")).isEmpty();
        room.untilStockIs("10/2");
        return order.get("id").stringValue();
    }

    private void it_is_sent(String order) {
        String shipments = "/api/seller/orders/" + order + "/shipments";
        isProblem(http.post(shipments, "{}", token(room)), 409, "address_missing");
        String path = "/api/orders/" + order + "/shipping-address";
        isProblem(http.put(path, ADDRESS, ali.token()), 404, "order_not_found");
        ok(http.put(path, ADDRESS, mia.token()), 200);
        Reply sent = ok(http.post(shipments, "{}", token(room)), 201);
        assertThat(sent.json().at("/shippingAddress/city").stringValue()).isEqualTo("Tunis");
    }

    @Test
    void what_is_not_paid_goes_to_the_next_at_his_own_maximum() {
        String auction = room.open(in(2));
        room.mustBid(auction, ali, 1_500);
        room.mustBid(auction, mia, 3_000);
        clock.goOn(MINUTE.multipliedBy(4));
        orderOf(mia, "PLACED");

        clock.goOn(MINUTE.multipliedBy(6));

        orderOf(mia, "CANCELLED");
        JsonNode second = orderOf(ali, "PLACED");
        assertThat(second.at("/amounts/total/amount").longValue()).isEqualTo(1_500);
        JsonNode passedOn =
                room.until(auction, it -> it.at("/award/rank").asInt(0) == 2, ali.token());
        assertThat(passedOn.get("state").stringValue()).isEqualTo("SOLD");
        assertThat(room.find(auction, mia.token()).json().has("award")).isFalse();
        JsonNode own = ok(http.get("/api/bids", mia.token()), 200).json().at("/items/0");
        assertThat(own.get("leading").booleanValue()).isFalse();
        room.untilStockIs("10/2");

        pay(ali, second.get("id").stringValue());

        room.until(auction, it -> it.at("/award/paid").asBoolean(false), ali.token());
        room.untilStockIs("8/0");
    }

    @Test
    void what_nobody_pays_is_not_sold() {
        String auction = room.open(in(2));
        room.mustBid(auction, ali, 1_500);
        room.mustBid(auction, mia, 3_000);
        clock.goOn(MINUTE.multipliedBy(4));
        orderOf(mia, "PLACED");
        clock.goOn(MINUTE.multipliedBy(6));
        orderOf(ali, "PLACED");

        clock.goOn(MINUTE.multipliedBy(6));

        JsonNode unsold = room.until(auction, it -> it.get("state").stringValue().equals("UNSOLD"));
        assertThat(unsold.get("outcome").stringValue()).isEqualTo("NOBODY_PAID");
        ali = members.login(ali);
        orderOf(ali, "CANCELLED");
    }

    @Test
    void below_the_reserve_it_is_not_sold() {
        Reply planned =
                room.plan(in(2), ", \"reservePrice\": {\"amount\": 2000, \"currency\": \"EUR\"}");
        String auction = id(ok(planned, 201));
        assertThat(planned.json().at("/reservePrice/amount").longValue()).isEqualTo(2_000);
        room.mustBid(auction, mia, 1_900);

        clock.goOn(MINUTE.multipliedBy(4));

        JsonNode unsold = room.until(auction, it -> it.get("state").stringValue().equals("UNSOLD"));
        assertThat(unsold.get("outcome").stringValue()).isEqualTo("RESERVE_NOT_MET");
        assertThat(unsold.get("hasReserve").booleanValue()).isTrue();
        assertThat(unsold.get("reserveMet").booleanValue()).isFalse();
        assertThat(unsold.has("reservePrice")).isFalse();
        room.untilStockIs("10/0");
    }

    @Test
    void what_is_for_others_is_not_there_and_takes_no_bids() {
        var trade = new Saleroom(shop, members, "WHOLESALER");
        Reply planned = ok(trade.plan(in(60), ""), 201);
        String auction = id(planned);
        assertThat(planned.json().get("audience").stringValue()).isEqualTo("RETAILERS");

        isProblem(trade.find(auction, after(planned, mia)), 404, "auction_not_found");
        isProblem(http.get("/api/auctions/" + auction + "/bids"), 404, "auction_not_found");
        isProblem(trade.bid(auction, mia, 1_000), 403, "not_in_audience");
        String list = "/api/auctions?seller=sel_" + trade.seller().id().substring(4);
        assertThat(ok(http.get(list), 200).json().get("items")).isEmpty();

        Member retailer = room.seller();
        ok(trade.find(auction, after(planned, retailer)), 200);
        assertThat(ok(http.get(list, retailer.token()), 200).json().get("items")).hasSize(1);
        assertThat(trade.mustBid(auction, retailer, 1_000)).isEqualTo("leads at 1000");

        isProblem(trade.plan(in(60), ", \"audience\": \"PUBLIC\""), 422, "audience_not_allowed");
        isProblem(room.plan(in(60), "", trade.seller()), 404, "stock_not_found");
    }

    @Test
    void nobody_bids_on_his_own_under_whatever_name() {
        String auction = room.open(in(60));
        String[] address = room.seller().email().split("@", 2);
        String another = address[0].toUpperCase(java.util.Locale.ROOT) + "+bids@" + address[1];
        ok(members.register(another), 201);
        String token =
                ok(members.tryLogin(another, "battery staple"), 200)
                        .json()
                        .get("accessToken")
                        .stringValue();

        isProblem(room.bid(auction, room.seller(), 1_000), 403, "own_auction");
        isProblem(room.bid(auction, new Member("", another, token, ""), 1_000), 403, "own_auction");
    }

    @Test
    void its_seller_cancels_it_until_somebody_bids_and_the_shop_afterwards_too() {
        String first = room.open(in(60));
        room.untilStockIs("10/2");
        isProblem(
                room.cancel(first, new Saleroom(shop, members, "RETAILER").seller()),
                404,
                "auction_not_found");

        Reply cancelled = ok(room.cancel(first, room.seller()), 200);

        assertThat(cancelled.json().get("state").stringValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.json().get("outcome").stringValue()).isEqualTo("BY_SELLER");
        room.untilStockIs("10/0");
        isProblem(room.bid(first, mia, 1_000), 409, "auction_closed");

        String second = room.open(in(60));
        room.mustBid(second, mia, 1_000);
        isProblem(room.cancel(second, room.seller()), 409, "auction_has_bids");

        Reply stopped = ok(room.cancel(second, members.admin()), 200);
        assertThat(stopped.json().get("outcome").stringValue()).isEqualTo("BY_SHOP");
        isProblem(room.bid(second, mia, 9_000), 409, "auction_closed");
    }

    @Test
    void a_key_makes_one_bid_however_often_it_is_sent() {
        String auction = room.open(in(60));
        String key = UUID.randomUUID().toString();

        Reply first = ok(room.bid(auction, mia, 1_500, "Idempotency-Key", key), 201);
        Reply again = ok(room.bid(auction, mia, 1_500, "Idempotency-Key", key), 201);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(room.find(auction, after(first, mia)).json().get("bidCount").intValue())
                .isEqualTo(1);
    }

    @Test
    void one_bids_on_what_one_has_seen() {
        String auction = room.open(in(60));
        Reply first = ok(room.bid(auction, ali, 1_500), 201);

        isProblem(room.bid(auction, mia, 3_000, "If-Match", "\"1\""), 412, "version_mismatch");
        ok(room.bid(auction, mia, 3_000, "If-Match", first.header("ETag")), 201);
    }

    @Test
    void everybody_sees_the_price_and_nobody_more_than_that() {
        String auction = room.open(in(60));
        String other = room.open(in(60));
        room.mustBid(auction, ali, 77_777);
        room.mustBid(auction, mia, 55_555);
        Reply last = ok(room.bid(auction, mia, 66_666), 201);
        Reply elsewhere = ok(room.bid(other, mia, 1_000), 201);
        String alias = last.json().get("bidder").stringValue();
        assertThat(alias).matches("bidder-[0-9a-z]{10}");
        assertThat(elsewhere.json().get("bidder").stringValue()).isNotEqualTo(alias);
        ok(http.get("/api/bids", after(elsewhere, mia)), 200);

        String path = "/api/auctions/" + auction;
        JsonNode bids = ok(http.get(path + "/bids?total=true"), 200).json();
        assertThat(bids.get("total").intValue()).isEqualTo(3);
        assertThat(bids.at("/items/0/price/amount").longValue()).isEqualTo(66_766);
        assertThat(bids.at("/items/0/bidder").stringValue()).isEqualTo(alias);
        assertThat(bids.at("/items/1/bidder").stringValue()).isEqualTo(alias);
        assertThat(bids.at("/items/2/bidder").stringValue()).isNotEqualTo(alias);
        JsonNode seen = ok(http.get(path), 200).json();
        assertThat(seen.at("/currentPrice/amount").longValue()).isEqualTo(66_766);
        assertThat(seen.at("/minimumBid/amount").longValue()).isEqualTo(66_866);
        assertThat(seen.get("leader")).isEqualTo(bids.at("/items/0/leader"));

        for (Member who : new Member[] {mia, room.seller(), members.admin()}) {
            for (String place :
                    new String[] {
                        path, path + "/bids", "/api/auctions", "/api/bids", "/api/seller/auctions"
                    }) {
                assertThat(http.get(place, who.token()).response().body())
                        .as(place)
                        .doesNotContain("77777", "salt", ali.id(), ali.email(), mia.id());
            }
        }
        JsonNode own = ok(http.get("/api/bids?total=true", mia.token()), 200).json();
        assertThat(own.get("total").intValue()).isEqualTo(2);
        assertThat(own.at("/items/0/auction/id").stringValue()).isEqualTo(other);
        assertThat(own.at("/items/0/leading").booleanValue()).isTrue();
        assertThat(own.at("/items/1/maximum/amount").longValue()).isEqualTo(66_666);
        assertThat(own.at("/items/1/leading").booleanValue()).isFalse();
        assertThat(own.at("/items/1/bids").intValue()).isEqualTo(2);
    }

    @Test
    void what_can_not_be_auctioned_is_said_in_our_words() {
        isProblem(room.plan(clock.instant().minusSeconds(1), ""), 422, "invalid_period");
        isProblem(
                room.plan(in(60), ", \"reservePrice\": {\"amount\": 2000, \"currency\": \"TND\"}"),
                422,
                "wrong_currency");
        isProblem(
                room.plan(in(60), ", \"reservePrice\": {\"amount\": 900, \"currency\": \"EUR\"}"),
                400,
                "invalid_input");
        String auction = room.open(in(60));
        Reply foreign =
                http.post(
                        "/api/auctions/" + auction + "/bids",
                        "{\"maximum\": {\"amount\": 5000, \"currency\": \"TND\"}}",
                        mia.token());
        isProblem(foreign, 422, "wrong_currency");
        assertThat(foreign.json().get("expected").stringValue()).isEqualTo("EUR");
        isProblem(room.bid(auction, mia, 0), 400, "invalid_input");
        isProblem(room.bid(auction, mia, Long.MAX_VALUE), 400, "invalid_input");
        for (int i = 0; i < 4; i++) {
            room.open(in(60));
        }
        isProblem(room.plan(in(60), ""), 422, "out_of_stock");
    }
}
