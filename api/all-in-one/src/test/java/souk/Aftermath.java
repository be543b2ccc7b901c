package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Members.Member;
import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What has to be true of a cluster after anything, asked of its nodes and of its log. */
final class Aftermath {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final URI shop;
    private final Shopper http;
    private final Members members;
    private final Ledger ledger;
    private final Bookkeeper books;
    private final Set<String> orders = new TreeSet<>();

    Aftermath(URI shop) {
        this.shop = shop;
        http = new Shopper(shop);
        members = new Members(shop);
        ledger = new Ledger(shop);
        books = new Bookkeeper(shop);
    }

    /** Of an auction that closed with bids, whoever got it not having paid. */
    void mustHaveEndedOnce(String auction, List<String> bids) {
        await("The end of " + auction)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> state(auction), "UNSOLD"::equals);
        List<JsonNode> history =
                new Auditor(shop, members)
                        .history("auctions/" + auction, 100, "&related=false").stream()
                                .filter(event -> event.get("stream").stringValue().equals(auction))
                                .toList();
        List<JsonNode> accepted = history.stream().filter(of("BidAccepted")).toList();
        assertThat(accepted.stream().map(it -> it.at("/payload/bidId").stringValue()))
                .as("bids of " + auction)
                .doesNotHaveDuplicates()
                .containsAll(bids);
        for (String once : List.of("Scheduled", "Closed", "Unsold")) {
            assertThat(history.stream().filter(of("Auction" + once))).as(once).hasSize(1);
        }
        // it may have been over before anybody could open it
        assertThat(history.stream().filter(of("AuctionOpened")).count())
                .as("Opened")
                .isBetween(accepted.isEmpty() ? 0L : 1L, 1L);
        long bidders =
                accepted.stream().map(it -> it.at("/payload/alias").asString()).distinct().count();
        for (String each : List.of("AuctionAwarded", "AwardLapsed")) {
            // of runners-up there is one
            assertThat((long) history.stream().filter(of(each)).toList().size())
                    .as(each)
                    .isEqualTo(Math.min(2, bidders));
        }
    }

    private static Predicate<JsonNode> of(String type) {
        return event -> event.get("type").stringValue().equals("auction." + type);
    }

    private String state(String auction) {
        return http.get("/api/auctions/" + auction).json().path("state").asString("");
    }

    /** Nothing lost, nothing doubled, money and pieces accounted for. */
    void mustAddUp(Shelves shelves, List<String> acknowledged, List<String> names) {
        orders.addAll(acknowledged);
        shelves.logInAgain();
        ledger.mustBeSettled(shelves.position());
        shelves.logInAgain();
        books.readOn(Long.parseLong(shelves.position()));
        books.mustHave(orders);
        books.mustAddUp();
        books.mustAgree(shelves, names.toArray(String[]::new));
    }

    /** Nothing was given up, no view lacks an event, and all are what the log makes of them. */
    void mustHaveLeftNothing() {
        Member admin = members.admin();
        assertThat(ok(http.get("/api/admin/parked-errands", admin.token())).get("items")).isEmpty();
        assertThat(
                        ok(http.get("/api/admin/payment-notices?status=PARKED", admin.token()))
                                .get("items"))
                .isEmpty();
        assertThat(ok(http.get("/api/projections", admin.token())).findValues("deadLetters"))
                .isNotEmpty()
                .allSatisfy(letters -> assertThat(letters.asInt()).isZero());
        new Auditor(shop, members).mustFindNothing(PATIENCE, "VIEWS");
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        return reply.json();
    }
}
