package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Members.Member;
import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/** A seller of some tier with ten clocks, who auctions them: all of it over HTTP. */
final class Saleroom {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shopper http;
    private Member seller;
    private final String sku = "CLOCK-" + UUID.randomUUID();

    Saleroom(URI shop, Members members, String tier) {
        http = new Shopper(shop);
        seller = dealer(http, members, tier);
        String product =
                """
                {"title": "A clock", "listed": true, "variants":
                 [{"sku": "%s", "price": {"amount": 90000, "currency": "EUR"}}]}
                """
                        .formatted(sku);
        ok(http.post("/api/products", product, seller.token()), 201);
        ok(http.put("/api/stock/" + sku, "{\"onHand\": 10}", seller.token()), 200);
    }

    /** Somebody who may sell. */
    static Member dealer(Shopper http, Members members, String tier) {
        Member member = members.join();
        String house = "{\"name\": \"House\", \"tier\": \"%s\"}".formatted(tier);
        Reply applied = ok(http.post("/api/sellers", house, member.token()), 201);
        String path = "/api/admin/sellers/" + id(applied) + "/approval";
        ok(http.post(path, "{}", members.admin().token()), 200);
        return members.login(member);
    }

    static Reply ok(Reply reply, int status) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }

    static String id(Reply reply) {
        return reply.json().get("id").stringValue();
    }

    Member seller() {
        return seller;
    }

    /** A token lasts a quarter of an hour; some tests last longer. */
    void logInAgain(Members members) {
        seller = members.login(seller);
    }

    /** Two clocks from 10 euros on, in steps of 1. */
    Reply plan(Instant closes, String more) {
        return plan(closes, more, seller);
    }

    Reply plan(Instant closes, String more, Member by) {
        return http.post(
                "/api/auctions",
                """
                {"sku": "%s", "quantity": 2, "startPrice": {"amount": 1000, "currency": "EUR"},
                 "increment": {"amount": 100, "currency": "EUR"}, "closesAt": "%s"%s}
                """
                        .formatted(sku, closes, more),
                by.token());
    }

    String open(Instant closes) {
        Reply opened = ok(plan(closes, ""), 201);
        assertThat(opened.json().get("state").stringValue()).isEqualTo("OPEN");
        return id(opened);
    }

    void receive(int clocks) {
        String path = "/api/stock/" + sku + "/receipts";
        ok(http.post(path, "{\"quantity\": %d}".formatted(clocks), seller.token()), 200);
    }

    Reply bid(String auction, Member bidder, long maximum, String... headers) {
        return http.post(
                "/api/auctions/" + auction + "/bids",
                "{\"maximum\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(maximum),
                bidder.tokenAnd(headers));
    }

    /** Tells whether he leads, and at which price. */
    String mustBid(String auction, Member bidder, long maximum) {
        JsonNode outcome = ok(bid(auction, bidder, maximum), 201).json();
        assertThat(outcome.at("/maximum/amount").longValue()).isEqualTo(maximum);
        return (outcome.get("leading").booleanValue() ? "leads at " : "is outbid at ")
                + outcome.at("/currentPrice/amount").longValue();
    }

    Reply cancel(String auction, Member by) {
        return http.post("/api/auctions/" + auction + "/cancellation", "", by.token());
    }

    Reply find(String auction, String... headers) {
        return http.get("/api/auctions/" + auction, headers);
    }

    Reply ownBids(Member bidder) {
        return http.get("/api/bids", bidder.token());
    }

    /** Looks until the auction is as it should be. */
    JsonNode until(String auction, Predicate<JsonNode> expected, String... headers) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> find(auction, headers),
                        reply -> reply.status() == 200 && expected.test(reply.json()))
                .json();
    }

    JsonNode untilIs(String auction, String state) {
        return until(auction, it -> it.get("state").stringValue().equals(state), seller.token());
    }

    /** How many there are, and how many of them are set aside. */
    void untilStockIs(String expected) {
        await().atMost(PATIENCE).until(this::stock, expected::equals);
    }

    private String stock() {
        JsonNode stock = http.get("/api/stock/" + sku, seller.token()).json();
        return stock.get("onHand") + "/" + stock.get("reserved");
    }
}
