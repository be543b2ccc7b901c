package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What auditors are told of orders, carts, payments and auctions, and what they are not. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class HistoryWalkthroughTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String UNKNOWN = "01hzy00000000000000000000a";

    @LocalServerPort int port;
    @Autowired Environment settings;

    private URI shop;
    private Shopper http;
    private Members members;
    private Auditor auditor;

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        auditor = new Auditor(shop, members);
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }

    private static List<String> texts(List<JsonNode> items, String pointer) {
        return items.stream().map(it -> it.at(pointer).asString("")).toList();
    }

    private void mustRefuse(String what, int status, String code) {
        Reply reply = ok(status, auditor.ask(what));
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.json().get("code").stringValue()).isEqualTo(code);
    }

    /** Bought, paid, sent, and given back in part. */
    private String order(Shelves shelves) {
        var buyer = new Buyer(shop).with(shelves.sku("MUG"), 2).and(shelves.sku("BOWL"), 1);
        String order = Buyer.id(ok(201, buyer.checkOut()));
        ok(200, buyer.pay(ok(201, buyer.askToPay(order))));
        Settling.of(buyer, order);
        String[] seller = shelves.seller().token();
        ok(201, http.post("/api/seller/orders/" + order + "/shipments", "{}", seller));
        String broken =
                "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}], \"reason\": \"broken\"}"
                        .formatted(shelves.sku("MUG"));
        String refunds = "/api/admin/orders/" + order + "/refunds";
        ok(201, http.post(refunds, broken, members.admin().token()));
        await().atMost(PATIENCE).until(() -> buyer.status(order), "PARTIALLY_REFUNDED"::equals);
        return order;
    }

    @Test
    void of_an_order_is_one_time_line_with_its_cart_stock_and_payment() {
        var shelves = new Shelves(shop, members, "MUG", "BOWL");
        String order = order(shelves);

        List<JsonNode> events = auditor.history("orders/" + order);

        assertThat(texts(events, "/type"))
                .containsExactly(
                        "cart.CartCheckedOut",
                        "order.OrderNumberTaken",
                        "inventory.StockReserved",
                        "inventory.StockReserved",
                        "order.OrderPlaced",
                        "payment.PaymentRequested",
                        "payment.SessionOpened",
                        "payment.MoneyCaptured",
                        "order.OrderPaid",
                        "inventory.StockCommitted",
                        "inventory.StockCommitted",
                        "order.ConsignmentShipped",
                        "order.OrderShipped",
                        "order.RefundRequested",
                        "payment.RefundStarted",
                        "payment.RefundSucceeded",
                        "order.OrderRefunded");
        assertThat(events)
                .extracting(it -> it.get("position").longValue())
                .isSorted()
                .doesNotHaveDuplicates();
        tellsWhoDidWhatAndWhy(events, order, shelves.seller());
        tellsWhatChanged(events, order, shelves.sku("MUG"));
        canBeFilteredAndRead(order, events);
        tellsTheSameOfCartAndPayment(events, order);
        opensNoPageToPayOn(events.get(6), order);
    }

    private void opensNoPageToPayOn(JsonNode opened, String order) {
        String session = opened.at("/payload/session").stringValue();
        assertThat(opened.at("/payload/checkoutUrl").stringValue()).isEqualTo("secret");
        JsonNode state = auditor.look("payments/pay_" + order.substring(4));
        assertThat(state.toString()).contains("\"url\":\"secret\"", session);
        assertThat(opened.toString() + state).doesNotContain("http://", "https://");
    }

    private static void tellsWhoDidWhatAndWhy(List<JsonNode> events, String order, Member seller) {
        JsonNode placed = events.get(4);
        assertThat(placed.get("stream").stringValue()).isEqualTo(order);
        assertThat(placed.get("sequence").longValue()).isZero();
        assertThat(placed.get("revision").stringValue()).isEqualTo("1");
        assertThat(placed.get("command").stringValue()).isEqualTo("order.PlaceOrder");
        assertThat(placed.at("/actor/id").stringValue()).isEqualTo("guest");
        assertThat(placed.get("relation").stringValue()).isEqualTo("OWN");
        assertThat(placed.at("/payload/email").stringValue()).isEqualTo("masked");
        assertThat(kinds(placed)).containsExactly("COMMAND", "REQUEST");
        assertThat(events.get(11).at("/actor/id").stringValue()).isEqualTo(seller.id());
        assertThat(events.get(11).at("/actor/role").stringValue()).contains("SELLER");

        // the provider's notice led to the payment's event, and that to the order's
        JsonNode paid = events.get(8);
        assertThat(kinds(paid)).containsExactly("COMMAND", "EVENT", "COMMAND", "WEBHOOK");
        assertThat(paid.at("/cause/1/name").stringValue()).isEqualTo("payment.MoneyCaptured");
        assertThat(paid.at("/cause/1/position")).isEqualTo(events.get(7).get("position"));
        assertThat(paid.at("/cause/3/id").stringValue())
                .startsWith("evt_")
                .isEqualTo(paid.get("correlationId").stringValue());

        // an admin's request, through the payment and back
        assertThat(kinds(events.get(16)))
                .containsExactly(
                        "COMMAND", "EVENT", "COMMAND", "EVENT", "COMMAND", "EVENT", "COMMAND",
                        "REQUEST");
    }

    private static List<String> kinds(JsonNode event) {
        return event.get("cause").valueStream().map(it -> it.get("kind").stringValue()).toList();
    }

    private static void tellsWhatChanged(List<JsonNode> events, String order, String mug) {
        assertThat(events.get(12).get("change").toString())
                .contains(
                        "{\"op\":\"replace\",\"path\":\"/state/fulfilment\",\"value\":\"SHIPPED\"}");
        assertThat(events)
                .filteredOn(it -> it.get("stream").stringValue().equals("stock_" + mug))
                .extracting(it -> it.get("change").toString())
                .allSatisfy(change -> assertThat(change).contains("/reservations/" + order))
                .hasSize(2);
    }

    private void canBeFilteredAndRead(String order, List<JsonNode> events) {
        String of = "orders/" + order;
        assertThat(auditor.history(of, 3)).isEqualTo(events);
        assertThat(auditor.history(of, 1, "&related=false"))
                .isEqualTo(events.stream().filter(it -> isOf(it, order)).toList())
                .hasSize(6);
        assertThat(texts(auditor.history(of, 2, "&type=inventory.StockCommitted"), "/type"))
                .hasSize(2)
                .containsOnly("inventory.StockCommitted");
        assertThat(auditor.history(of, 2, "&stream=" + order)).hasSize(6);
        assertThat(texts(auditor.history(of, 100, "&actor=system"), "/actor/id"))
                .hasSize(7)
                .containsOnly("system");
        String from = events.get(5).get("position").asString();
        String to = events.get(7).get("position").asString();
        assertThat(auditor.history(of, 2, "&from=" + from, "&to=" + to))
                .isEqualTo(events.subList(5, 8));
        String then = events.get(8).get("time").stringValue();
        assertThat(auditor.history(of, 2, "&to=" + then)).isNotEmpty().hasSizeLessThan(17);
        assertThat(auditor.look(of + "/events?limit=1&total=true").get("total").intValue())
                .isEqualTo(events.size());
    }

    private static boolean isOf(JsonNode event, String stream) {
        return event.get("stream").stringValue().equals(stream);
    }

    private void tellsTheSameOfCartAndPayment(List<JsonNode> events, String order) {
        String cart = events.getFirst().get("stream").stringValue();
        assertThat(texts(auditor.history("carts/" + cart), "/type"))
                .startsWith("cart.CartCreated", "cart.ItemAdded", "cart.ItemAdded")
                .contains("cart.CartCheckedOut", "inventory.StockReserved", "order.OrderPlaced");
        String payment = "pay_" + order.substring(4);
        assertThat(texts(auditor.history("payments/" + payment), "/type"))
                .startsWith("payment.PaymentRequested")
                .contains("order.OrderPaid", "order.RefundRequested", "payment.RefundSucceeded");
    }

    @Test
    void of_an_auction_tells_of_stock_and_order_and_keeps_secrets_until_it_is_over() {
        var house = new Saleroom(shop, members, "RETAILER");
        String auction = house.open(java.time.Instant.now().plusSeconds(3_600));
        Member leila = members.join();
        Member youssef = members.join();
        house.mustBid(auction, leila, 481_516);
        house.mustBid(auction, youssef, 234_207);

        List<JsonNode> events = auditor.history("auctions/" + auction);

        assertThat(texts(events, "/type"))
                .startsWith("auction.AuctionScheduled")
                .contains(
                        "auction.AuctionOpened", "inventory.StockReserved", "auction.BidAccepted");
        assertThat(secretly(events.toString())).doesNotContain("481516", "234207");
        assertThat(events.toString()).contains("\"maximum\":\"secret\"");
        String state = auditor.look("auctions/" + auction).toString();
        assertThat(state)
                .contains("\"ranking\":\"secret\"", "\"reservePrice\":\"secret\"")
                .contains("\"salt\":\"secret\"");
        assertThat(secretly(state)).doesNotContain("481516", "234207");
        assertThat(secretly(auditor.look("auctions/" + auction + "/diff").toString()))
                .doesNotContain("481516", "234207");

        ok(200, house.cancel(auction, members.admin()));

        assertThat(auditor.history("auctions/" + auction).toString()).contains("481516", "234207");
        assertThat(auditor.look("auctions/" + auction).toString()).contains("481516");
    }

    private static String secretly(String answer) {
        return answer.replace("234307", ""); // what the leader would pay, everybody knows
    }

    @Test
    void states_are_those_of_any_moment_and_differences_lead_from_one_to_the_other() {
        var shelves = new Shelves(shop, members, "MUG");
        var buyer = new Buyer(shop).with(shelves.sku("MUG"), 1);
        String order = Buyer.id(ok(201, buyer.checkOut()));
        String of = "orders/" + order;
        JsonNode placed = auditor.look(of);
        assertThat(placed.get("type").stringValue()).isEqualTo("order.Order");
        assertThat(placed.at("/asOf/version").longValue()).isZero();
        assertThat(placed.at("/state/state/fulfilment").stringValue()).isEqualTo("PLACED");
        ok(200, buyer.cancel(order));
        String position = placed.at("/asOf/position").asString();

        assertThat(auditor.look(of + "?at=" + position)).isEqualTo(placed);
        JsonNode cancelled = auditor.look(of);
        assertThat(cancelled.at("/state/state/fulfilment").stringValue()).isEqualTo("CANCELLED");
        JsonNode difference = auditor.look(of + "/diff?from=" + position);
        assertThat(difference.get("from")).isEqualTo(placed.get("asOf"));
        assertThat(difference.get("to")).isEqualTo(cancelled.get("asOf"));
        assertThat(JsonPatch.applied(difference.get("diff"), placed.get("state")))
                .isEqualTo(cancelled.get("state"));
        String then =
                cancelled.at("/asOf/recordedAt").asString(cancelled.at("/asOf/time").asString());
        assertThat(auditor.look(of + "?at=" + then)).isEqualTo(cancelled);
        assertThat(auditor.look(of + "/diff?from=" + then + "&to=" + position).get("diff").size())
                .isPositive();
    }

    @Test
    void what_is_not_there_or_not_yet_is_refused_with_a_reason() {
        var shelves = new Shelves(shop, members, "MUG");
        String order = Buyer.id(ok(201, new Buyer(shop).with(shelves.sku("MUG"), 1).checkOut()));
        String of = "orders/" + order;
        for (String part : List.of("", "/events", "/diff")) {
            mustRefuse("orders/ord_" + UNKNOWN + part, 404, "order_not_found");
            mustRefuse("auctions/auc_" + UNKNOWN + part, 404, "auction_not_found");
            mustRefuse("carts/" + order + part, 400, "invalid_input");
            mustRefuse("stocks/" + order + part, 404, "not_found");
        }
        mustRefuse(of + "?at=0", 404, "not_yet_there");
        mustRefuse(of + "/diff?from=1999-01-01T00:00:00Z", 404, "not_yet_there");
        mustRefuse(of + "?at=99999999", 422, "not_yet_happened");
        mustRefuse(of + "/diff?to=2999-01-01T00:00:00Z", 422, "not_yet_happened");
        mustRefuse(of + "?at=yesterday", 400, "invalid_input");
        mustRefuse(of + "/diff?from=-1", 400, "invalid_input");
        for (Instant far : List.of(Instant.MIN, Instant.MAX)) {
            String time = URLEncoder.encode(far.toString(), StandardCharsets.UTF_8);
            for (String part : List.of("?at=", "/diff?from=", "/diff?to=", "/events?from=")) {
                mustRefuse(of + part + time, 400, "invalid_input");
            }
        }
        mustRefuse(of + "/events?to=x", 400, "invalid_input");
        mustRefuse(of + "/events?limit=101", 400, "invalid_input");
        mustRefuse(of + "/events?kind=x", 400, "invalid_input");
        mustRefuse(of + "/events?cursor=x", 400, "invalid_cursor");
        mustRefuse(of + "?personal=true&reason=curious", 403, "forbidden");
    }

    @Test
    void personal_values_are_shown_to_admins_who_say_why_and_every_look_is_kept() {
        var shelves = new Shelves(shop, members, "MUG");
        String order = Buyer.id(ok(201, new Buyer(shop).with(shelves.sku("MUG"), 1).checkOut()));
        var admin = new Auditor(shop, members.admin());
        String of = "orders/" + order;

        assertThat(admin.look(of).toString()).doesNotContain("mia@example.org", "Kasbah");
        ok(400, admin.ask(of + "?personal=true"));
        ok(400, admin.ask(of + "?personal=true&reason=%20"));
        Reply shown = ok(200, admin.ask(of + "?personal=true&reason=dispute%2042"));
        assertThat(shown.json().at("/state/state/placed/email").stringValue())
                .isEqualTo("mia@example.org");
        assertThat(shown.json().toString()).contains("1 Rue de la Kasbah");
        assertThat(admin.look(of + "/events?personal=true&reason=x").toString())
                .contains("mia@example.org");

        assertThat(Long.parseLong(shown.header("Souk-Position")))
                .isGreaterThan(shown.json().at("/asOf/position").longValue());
    }

    @Test
    void nothing_about_people_is_in_any_answer_to_auditors() {
        var shelves = new Shelves(shop, members, "MUG");
        var buyer = new Buyer(shop).with(shelves.sku("MUG"), 1);
        Reply placed = ok(201, buyer.checkOut());
        String order = Buyer.id(placed);
        ok(201, buyer.askToPay(order));
        String token = placed.json().get("trackingToken").stringValue();
        String cart = auditor.history("orders/" + order).getFirst().get("stream").stringValue();

        for (String of :
                List.of("orders/" + order, "carts/" + cart, "payments/pay_" + order.substring(4))) {
            for (String part : List.of("", "/events?limit=100", "/diff")) {
                String bytes = ok(200, auditor.ask(of + part)).response().body();
                assertThat(bytes)
                        .contains(of.substring(of.indexOf('/') + 1))
                        .doesNotContain("mia@example.org", "\"Mia\"", "Kasbah", "\"1006\"", token);
            }
        }
    }
}
