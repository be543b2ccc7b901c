package souk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cluster with a crowd in it, to which something happens; afterwards everything must be right.
 */
final class Siege {

    interface Trouble {
        void happens(Roamers crowd) throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(Siege.class);
    private static final List<String> NAMES = List.of("MUG", "BOWL");

    /** So many purchases before, and so many afterwards. */
    static final int A_WHILE = 4;

    private final Cluster cluster;
    private final Members members;
    private final Shelves shelves;
    private final Saleroom room;
    private Aftermath aftermath;

    @SuppressWarnings("NullAway.Init") // older nodes can't be asked all of it
    Siege(Cluster cluster) {
        this.cluster = cluster;
        URI shop = cluster.shops().getFirst();
        members = new Members(shop);
        shelves = new Shelves(shop, members, NAMES.toArray(String[]::new));
        room = new Saleroom(shop, members, "RETAILER");
    }

    void survive(String what, Trouble trouble) throws Exception {
        Roamer.longestWait();
        room.logInAgain(members);
        String auction = auction(Instant.now());
        var crowd = new Roamers(cluster.shops(), NAMES.stream().map(shelves::sku).toList());
        var listener = new Listener(cluster.shops(), shelves.sku(NAMES.getFirst()));
        crowd.gather(auction, Stream.generate(members::join).limit(2).toList());
        crowd.untilMore(A_WHILE);
        long quiet = Roamer.longestWait();
        try {
            trouble.happens(crowd);
            cluster.all().forEach(ClusterNode::untilReady);
            crowd.untilMore(A_WHILE);
        } finally {
            crowd.disperse();
        }
        log.info(
                "{}: {} orders, {} bids; nobody waited for longer than {} ms, before {} ms",
                what,
                crowd.orders().size(),
                crowd.bids(auction).size(),
                Roamer.longestWait(),
                quiet);
        listener.mustHaveHeardAll();
        mustBeRight(auction, crowd);
    }

    private String auction(Instant now) {
        String opens = ", \"opensAt\": \"%s\"".formatted(now.plus(Duration.ofSeconds(5)));
        return Saleroom.id(
                Saleroom.ok(
                        room.plan(now.plus(Duration.ofSeconds(30)), opens, room.seller()), 201));
    }

    private void mustBeRight(String auction, Roamers crowd) {
        if (aftermath == null) {
            aftermath = new Aftermath(cluster.shops().getFirst());
        }
        aftermath.mustHaveEndedOnce(auction, crowd.bids(auction));
        aftermath.mustAddUp(shelves, crowd.orders(), NAMES);
        aftermath.mustHaveLeftNothing();
    }
}
