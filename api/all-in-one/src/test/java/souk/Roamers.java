package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Members.Member;
import souk.Shopper.Reply;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Guests who buy and members who bid, by way of all api nodes, and what they were told. */
final class Roamers {

    private static final int BUYERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final List<URI> nodes;
    private final List<String> skus;
    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<String>> bids = new ConcurrentHashMap<>();
    private final AtomicInteger journeys = new AtomicInteger();
    private final AtomicLong offer = new AtomicLong(1_000);
    private final List<Future<?>> busy = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean enough;

    Roamers(List<URI> nodes, List<String> skus) {
        this.nodes = nodes;
        this.skus = skus;
    }

    void gather(String auction, List<Member> bidders) {
        bids.put(auction, new ConcurrentLinkedQueue<>());
        for (int i = 0; i < BUYERS; i++) {
            int seed = i;
            busy.add(threads.submit(() -> buyOn(seed)));
        }
        for (Member bidder : bidders) {
            busy.add(threads.submit(() -> bidOn(auction, bidder)));
        }
    }

    /** Until so many have bought something since, whatever happens to nodes. */
    void untilMore(int purchases) {
        int goal = journeys.get() + purchases;
        await("They go on buying")
                .atMost(PATIENCE)
                .failFast("Somebody was told what he must not be", this::anybodyHasFailed)
                .until(() -> journeys.get() >= goal);
    }

    private boolean anybodyHasFailed() {
        return busy.stream().anyMatch(it -> it.state() == Future.State.FAILED);
    }

    /** Whoever is at something ends it. */
    void disperse() throws InterruptedException, ExecutionException {
        enough = true;
        for (Future<?> one : busy) {
            one.get();
        }
        threads.shutdown();
    }

    /** What was acknowledged. */
    List<String> orders() {
        return List.copyOf(orders);
    }

    List<String> bids(String auction) {
        return List.copyOf(bids.getOrDefault(auction, new ConcurrentLinkedQueue<>()));
    }

    private void buyOn(int seed) {
        var chance = new SplittableRandom(seed);
        for (int i = 0; !enough; i++) {
            buy(new Roamer(nodes, seed + i), chance);
            journeys.incrementAndGet();
        }
    }

    private void buy(Roamer guest, SplittableRandom chance) {
        must(guest.press("/api/carts", "{}"), 200, 201);
        int pieces = 0;
        for (String sku : skus) {
            int quantity = 1 + chance.nextInt(3);
            pieces += quantity;
            must(
                    guest.post(
                            "/api/carts/current/items",
                            "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity)),
                    200);
        }
        Reply placed = must(guest.post("/api/carts/current/checkout", Buyer.CHECKOUT), 201);
        String order = Buyer.id(placed);
        orders.add(order);
        String position = placed.header("Souk-Position");
        must(guest.get("/api/orders/" + order, "Souk-Position", position), 200);
        int ordered = 0;
        for (var line : placed.json().get("lines")) {
            ordered += line.get("quantity").intValue();
        }
        assertThat(ordered).as("all that was put into the cart, once").isEqualTo(pieces);
        switch (chance.nextInt(6)) {
            case 0 -> {} // walks away
            case 1 ->
                    must(
                            guest.post(
                                    "/api/orders/" + order + "/cancellation",
                                    "{\"reason\": \"too late\"}"),
                            200,
                            202,
                            409);
            case 2 -> pay(guest, order, "{\"action\": \"DECLINE\"}");
            case 3 ->
                    pay(
                            guest,
                            order,
                            "{\"action\": \"PAY\", \"copies\": 3, \"delayMillis\": 300,"
                                    + " \"shuffled\": true}");
            default -> pay(guest, order, "{\"action\": \"PAY\"}");
        }
    }

    // whoever comes late finds his order expired
    private static void pay(Roamer guest, String order, String how) {
        Reply asked =
                must(guest.post("/api/orders/" + order + "/payment", "{}"), 200, 201, 409, 422);
        if (asked.status() < 400) {
            String page = asked.json().get("checkoutUrl").stringValue();
            must(guest.press(URI.create(page).getPath(), how), 200, 404, 409);
        }
    }

    private void bidOn(String auction, Member bidder) {
        var guest = new Roamer(nodes, bidder.hashCode() & 1);
        while (!enough) {
            long maximum = offer.addAndGet(200);
            Reply bid =
                    guest.post(
                            "/api/auctions/" + auction + "/bids",
                            "{\"maximum\": {\"amount\": %d, \"currency\": \"EUR\"}}"
                                    .formatted(maximum),
                            bidder.token());
            // not yet open, already closed, outbid meanwhile
            must(bid, 201, 404, 409, 422);
            if (bid.status() == 201) {
                bids.get(auction).add(Buyer.id(bid));
            }
        }
    }

    private static Reply must(Reply reply, Integer... statuses) {
        assertThat(reply.status()).as(reply.response().body()).isIn((Object[]) statuses);
        return reply;
    }
}
