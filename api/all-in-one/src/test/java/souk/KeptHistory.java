package souk;

import static souk.Saleroom.id;
import static souk.Saleroom.ok;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Something of everything that happens in a shop, and questions whose answers stay the same. */
final class KeptHistory {

    private static final Duration LONG = Duration.ofDays(20);

    private final Shopper http;
    private final Members members;
    private final List<String> questions = new ArrayList<>();

    KeptHistory(URI shop) {
        http = new Shopper(shop);
        members = new Members(shop);
        SmallHistory.in(shop);
        auctions(new Saleroom(shop, members, "RETAILER"));
        forgetsSomebody();
        asksAboutOrders();
    }

    List<String> questions() {
        return questions;
    }

    private void auctions(Saleroom saleroom) {
        String running = saleroom.open(Instant.now().plus(LONG));
        saleroom.mustBid(running, members.join(), 5_000);
        saleroom.mustBid(running, members.join(), 7_000);
        saleroom.until(running, it -> it.get("bidCount").intValue() == 2);
        String cancelled = saleroom.open(Instant.now().plus(LONG));
        ok(saleroom.cancel(cancelled, saleroom.seller()), 200);
        saleroom.untilIs(cancelled, "CANCELLED");
        questions.add("/api/auctions/" + running + "/bids");
        questions.add("/api/auctions/" + cancelled);
    }

    private void forgetsSomebody() {
        var member = members.join();
        ok(http.post("/api/carts", "{}", member.token()), 201);
        String password = "{\"password\": \"" + Members.PASSWORD + "\"}";
        ok(http.post("/api/accounts/" + member.id() + "/erasure", password, member.token()), 200);
    }

    private void asksAboutOrders() {
        http.get("/api/admin/orders?limit=100", members.admin().token())
                .json()
                .get("items")
                .forEach(
                        order -> {
                            String id = order.get("id").stringValue();
                            questions.add("/api/orders/" + id);
                            questions.add("/api/audit/orders/" + id + "/events?limit=100");
                        });
    }
}
