package souk;

import static org.assertj.core.api.Assertions.assertThat;

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
        crowd.shelves.logInAgain();
        ledger.mustBeSettled(crowd.shelves.position());
        crowd.shelves.logInAgain();
        JsonNode mugs = crowd.shelves.look("MUG");
        assertThat(mugs.get("reserved").intValue()).isZero();
        assertThat(mugs.get("onHand").intValue())
                .isEqualTo(Shelves.PLENTY - ledger.sold(crowd.shelves.sku("MUG")));
        String position = crowd.shelves.position();
        crowd.mustFindEverything(position);
        books.readOn(Long.parseLong(position));
        books.mustHave(crowd.orders());
        books.mustAddUp();
        assertThat(books.orders()).isEqualTo(crowd.orders().size() + others);
        books.mustAgree(crowd.shelves, "MUG", "BOWL", "CUP");
        new Auditor(shop, members.admin()).mustFindNothing(PATIENCE, "LOG", "VIEWS");
    }
}
