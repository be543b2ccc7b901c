package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.util.Throwables;

import souk.Members.Member;
import souk.Shopper.Reply;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Everybody who is in a shop at once: some buy, pay and give up, some fill a cart, some bid, a
 * seller counts, all of them look. They go on whatever happens, so that in the end it is known what
 * must be there: neither less nor more.
 */
final class Crowd {

    private static final int BUYERS = 4;
    private static final int BIDDERS = 2;
    private static final Set<Integer> OK = Set.of(200, 201);

    /** Tokens end, and the clock may be changed. */
    private static final Set<Integer> OK_OR_AS_STRANGER = Set.of(200, 201, 401);

    private static final Set<Integer> BID = Set.of(201, 401, 422);
    private static final Set<Integer> OK_OR_TOO_LATE = Set.of(200, 201, 409, 422);
    private static final int MEAN_PAUSE_MILLIS = 20;

    final Tally tally = new Tally();
    final Shelves shelves;
    private final URI shop;
    private final Members members;
    private final Saleroom room;
    private final String auction;
    private final List<Member> bidders = new CopyOnWriteArrayList<>();
    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final Map<Stubborn, Integer> collected = new ConcurrentHashMap<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger bids = new AtomicInteger();
    private final AtomicInteger maximum = new AtomicInteger(1_000);
    private final List<Future<?>> present = new ArrayList<>();
    private volatile Set<Integer> inTime = OK;
    private volatile boolean open;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Crowd(URI shop, Members members) {
        this.shop = shop;
        this.members = members;
        shelves = new Shelves(shop, members, "MUG", "BOWL", "CUP");
        room = new Saleroom(shop, members, "RETAILER");
        auction = room.open(Instant.now().plus(Duration.ofDays(1)));
        room.untilIs(auction, "OPEN");
        IntStream.range(0, BIDDERS).forEach(_ -> bidders.add(members.join()));
    }

    Set<String> orders() {
        return orders;
    }

    /** They come in, and stay until they are asked to leave. */
    void comeIn() {
        comeInButBuyers();
        buyersComeIn();
    }

    /** Those of whose doings nothing is left to be done later. */
    void comeInButBuyers() {
        shelves.logInAgain();
        bidders.replaceAll(members::login);
        open = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        var collector = new Stubborn(shop, tally);
        stay(chance -> collect(collector, chance));
        var counter = new Stubborn(shop, tally);
        stay(_ -> count(counter));
        for (int i = 0; i < BIDDERS; i++) {
            int number = i;
            var bidder = new Stubborn(shop, tally);
            stay(_ -> bid(number, bidder));
        }
        var visitor = new Stubborn(shop, tally);
        stay(chance -> look(visitor, chance));
    }

    void buyersComeIn() {
        for (int i = 0; i < BUYERS; i++) {
            stay(this::buy);
        }
    }

    /** Such as after the clock was set on: whoever has ordered may be told that it is over. */
    void mayBeTooLate() {
        inTime = OK_OR_TOO_LATE;
    }

    /** So many more, who look once each. */
    void rush(int visitors) {
        for (int i = 0; i < visitors; i++) {
            present.add(
                    threads.submit(() -> new Stubborn(shop, tally).get("/api/products?limit=1")));
        }
    }

    private interface Doing {
        void once(SplittableRandom chance);
    }

    private void stay(Doing doing) {
        int seed = present.size();
        present.add(
                threads.submit(
                        () -> {
                            var chance = new SplittableRandom(seed);
                            while (open) {
                                doing.once(chance);
                                TimeUnit.MILLISECONDS.sleep(chance.nextInt(2 * MEAN_PAUSE_MILLIS));
                            }
                            return null;
                        }));
    }

    /** Nobody leaves before he knows what has become of what he asked for. */
    void leave() throws Exception {
        open = false;
        try {
            for (Future<?> one : present) {
                try {
                    one.get();
                } catch (ExecutionException failed) {
                    tally.complain(Throwables.getStackTrace(failed.getCause()));
                }
            }
        } finally {
            present.clear();
            threads.close();
        }
        tally.mustBeWithoutComplaint();
    }

    private String items(String name, int quantity) {
        return "{\"sku\": \"%s\", \"quantity\": %d}".formatted(shelves.sku(name), quantity);
    }

    private void buy(SplittableRandom chance) {
        var guest = new Stubborn(shop, tally);
        guest.post("/api/carts", "{}", OK);
        guest.post("/api/carts/current/items", items("MUG", 2), OK);
        guest.post("/api/carts/current/items", items("BOWL", 1), OK);
        String key = UUID.randomUUID().toString();
        Reply placed = guest.post(key, "/api/carts/current/checkout", Orders.CHECKOUT, OK);
        String order = Buyer.id(placed);
        if (!orders.add(order)) {
            tally.complain("placed twice: " + order);
        }
        Reply again = guest.post(key, "/api/carts/current/checkout", Orders.CHECKOUT, OK);
        if (!Buyer.id(again).equals(order)) {
            tally.complain("the same key has placed " + order + " and " + Buyer.id(again));
        }
        switch (chance.nextInt(5)) {
            case 0 -> cancel(guest, order, inTime);
            case 1 -> {
                act(guest, order, "{\"action\": \"DECLINE\"}");
                cancel(guest, order, inTime);
            }
            case 2 -> {
                act(guest, order, "{\"action\": \"PAY\", \"copies\": 3, \"shuffled\": true}");
                cancel(guest, order, OK_OR_TOO_LATE);
            }
            default -> act(guest, order, "{\"action\": \"PAY\"}");
        }
    }

    private static void cancel(Stubborn guest, String order, Set<Integer> expected) {
        String path = "/api/orders/" + order + "/cancellation";
        guest.post(path, "{\"reason\": \"too late\"}", expected);
    }

    /** Whoever was refused a page to pay on can't do anything there. */
    private void act(Stubborn guest, String order, String json) {
        Reply asked = guest.post("/api/orders/" + order + "/payment", "{}", inTime);
        if (asked.status() < 400) {
            String page = asked.json().get("checkoutUrl").stringValue();
            guest.post(URI.create(page).getPath(), json, inTime);
        }
    }

    private void collect(Stubborn guest, SplittableRandom chance) {
        if (!collected.containsKey(guest)) {
            guest.post("/api/carts", "{}", OK);
            collected.put(guest, 0);
        }
        int quantity = 1 + chance.nextInt(3);
        guest.post("/api/carts/current/items", items("CUP", quantity), OK);
        collected.merge(guest, quantity, Integer::sum);
    }

    private void count(Stubborn seller) {
        String path = "/api/stock/" + shelves.sku("CUP") + "/adjustments";
        String key = UUID.randomUUID().toString();
        String json = "{\"delta\": 1, \"reason\": \"counted\"}";
        while (seller.post(key, path, json, OK_OR_AS_STRANGER, shelves.seller().token()).status()
                == 401) {
            shelves.logInAgain();
        }
        counted.incrementAndGet();
    }

    private void bid(int number, Stubborn client) {
        String path = "/api/auctions/" + auction + "/bids";
        String key = UUID.randomUUID().toString();
        String json =
                "{\"maximum\": {\"amount\": %d, \"currency\": \"EUR\"}}"
                        .formatted(maximum.addAndGet(100));
        Reply bid = client.post(key, path, json, BID, bidders.get(number).token());
        while (bid.status() == 401) {
            bidders.set(number, members.login(bidders.get(number)));
            bid = client.post(key, path, json, BID, bidders.get(number).token());
        }
        if (bid.status() == 201) {
            bids.incrementAndGet();
        }
    }

    private void look(Stubborn visitor, SplittableRandom chance) {
        switch (chance.nextInt(4)) {
            case 0 -> visitor.get("/api/products?query=mug");
            case 1 -> visitor.get("/api/auctions/" + auction);
            case 2 -> visitor.get("/api/products?facets=true&inStock=true");
            default -> visitor.get("/api/auctions?state=OPEN");
        }
    }

    /** Once nothing is under way any more: what everybody was told is what there is. */
    void mustFindEverything(String position) {
        String cup = shelves.look("CUP").get("onHand").toString();
        assertThat(cup).isEqualTo(Integer.toString(Shelves.PLENTY + counted.get()));
        collected.forEach(
                (guest, pieces) ->
                        assertThat(
                                        guest.get("/api/carts/current", "Souk-Position", position)
                                                .json()
                                                .get("itemCount")
                                                .intValue())
                                .isEqualTo(pieces));
        assertThat(
                        new Stubborn(shop, tally)
                                .get("/api/auctions/" + auction, "Souk-Position", position)
                                .json()
                                .get("bidCount")
                                .intValue())
                .isEqualTo(bids.get());
    }
}
