package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;

/** What has to be so after whatever has happened, once nothing is under way any more. */
final class Inspection {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final URI shop;
    private final Members members;
    private final Crowd crowd;
    private final Bookkeeper books;

    Inspection(URI shop, Members members, Crowd crowd) {
        this.shop = shop;
        this.members = members;
        this.crowd = crowd;
        this.books = new Bookkeeper(shop, members);
    }

    void mustFindEverythingInOrder() {
        mustFindEverythingInOrder(0);
    }

    /**
     * @param others how many orders were placed besides those of the crowd
     */
    void mustFindEverythingInOrder(int others) {
        var ledger = new Ledger(shop, members);
        ledger.mustBeSettled();
        crowd.shelves.logInAgain();
        JsonNode mugs = crowd.shelves.look("MUG");
        assertThat(mugs.get("reserved").intValue()).isZero();
        assertThat(mugs.get("onHand").intValue())
                .isEqualTo(Shelves.PLENTY - ledger.sold(crowd.shelves.sku("MUG")));
        String position = crowd.shelves.adjust("BOWL", 1).header("Souk-Position");
        crowd.mustFindEverything(position);
        books.readOn(Long.parseLong(position));
        books.mustHave(crowd.orders());
        books.mustAddUp();
        assertThat(books.orders()).isEqualTo(crowd.orders().size() + others);
        for (String name : new String[] {"MUG", "BOWL", "CUP"}) {
            JsonNode stock = crowd.shelves.look(name);
            assertThat(books.stock(crowd.shelves.sku(name)))
                    .isEqualTo(stock.get("onHand") + "/" + stock.get("reserved"));
        }
        sealsAndViewsMustFit();
    }

    /** Every event is what was sealed of it, and every view what a rebuild makes of the events. */
    private void sealsAndViewsMustFit() {
        String[] admin = members.admin().token();
        var http = new Shopper(shop);
        Reply begun = http.post("/api/audit/checks", "{}", admin);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        String check = begun.header("Location");
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> http.get(check, admin).json().path("endedAt").isString());
        JsonNode ended = http.get(check, admin).json();
        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.get("findings")).as(ended.toString()).isEmpty();
    }
}
