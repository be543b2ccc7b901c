package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The whole product killed with -9, again and again, while guests buy, pay, cancel and walk away:
 * afterwards every order is there once, every piece and every coin is accounted for.
 */
class PurchaseCrashTest {

    private static final int ROUNDS = 20;
    private static final int BUYERS = 8;
    private static final int JOURNEYS_A_ROUND = 10;
    private static final int ON_HAND = 100_000;
    private static final int PRICE = 1_000;

    /** An order that was acknowledged, and to whom. */
    private record Placed(Buyer buyer, String order, int quantity) {}

    @TempDir Path directory;

    private final SplittableRandom random = new SplittableRandom(20);
    private final ConcurrentLinkedQueue<Placed> placed = new ConcurrentLinkedQueue<>();
    private House house;
    private Shelves shelves;

    @BeforeEach
    void build() throws Exception {
        house = new House(directory, "souk.order.pay-within=PT20S");
        house.start();
        shelves = new Shelves(house.shop(), "MUG", "BOWL");
    }

    @AfterEach
    void stop() throws InterruptedException {
        house.stop();
    }

    /** As far as it gets: whatever has not been answered may have happened or not. */
    private void buy(int kind) {
        Buyer buyer = Buyer.patient(house.shop()).with(shelves.sku("MUG"), 2);
        buyer.and(shelves.sku("BOWL"), 1);
        Reply order = buyer.checkOut();
        assertThat(order.status()).as(order.response().body()).isEqualTo(201);
        placed.add(new Placed(buyer, Buyer.id(order), 2));
        switch (kind) {
            case 0 -> {} // walks away
            case 1 -> buyer.cancel(Buyer.id(order));
            case 2 -> buyer.act(buyer.askToPay(Buyer.id(order)), "{\"action\": \"DECLINE\"}");
            case 3 ->
                    buyer.act(
                            buyer.askToPay(Buyer.id(order)),
                            "{\"action\": \"PAY\", \"copies\": 3, \"delayMillis\": 300,"
                                    + " \"shuffled\": true}");
            case 4 -> {
                Reply asked = buyer.askToPay(Buyer.id(order));
                buyer.pay(asked);
                buyer.cancel(Buyer.id(order));
            }
            default -> buyer.pay(buyer.askToPay(Buyer.id(order)));
        }
    }

    private void buyUntilKilled(Phaser journeys, AtomicInteger begun, int seed) {
        var chance = new SplittableRandom(seed);
        try {
            while (true) {
                begun.incrementAndGet();
                buy(chance.nextInt(8));
                journeys.arrive();
            }
        } catch (UncheckedIOException killed) {
            // as every round ends
        }
    }

    private void surviveOneRound(int round) throws Exception {
        var begun = new AtomicInteger();
        var journeys = new Phaser(1);
        int last = 1 + random.nextInt(2 * JOURNEYS_A_ROUND);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> buyers = new ArrayList<>();
            for (int i = 0; i < BUYERS; i++) {
                int seed = round * BUYERS + i;
                buyers.add(threads.submit(() -> buyUntilKilled(journeys, begun, seed)));
            }
            // at a point that has nothing to do with what they are at
            for (int phase = 0; phase < last; phase++) {
                journeys.awaitAdvance(phase);
            }
            house.kill();
            for (Future<?> buyer : buyers) {
                buyer.get();
            }
        }
        house.start();
    }

    @Test
    void nothing_is_lost_sold_twice_or_paid_twice() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            surviveOneRound(round);
        }
        assertThat(placed).hasSizeGreaterThanOrEqualTo(ROUNDS * JOURNEYS_A_ROUND);

        Map<String, Integer> sold = new HashMap<>();
        for (Placed one : placed) {
            JsonNode order = Settling.of(one.buyer(), one.order());
            String status = order.get("status").stringValue();
            String money = order.at("/payment/status").asString("");
            assertThat(status).isIn("PAID", "CANCELLED");
            if ("PAID".equals(status)) {
                assertThat(money).isEqualTo("PAID");
                assertThat(order.at("/amounts/total/amount").longValue()).isEqualTo(3L * PRICE);
                sold.merge("MUG", 2, Integer::sum);
                sold.merge("BOWL", 1, Integer::sum);
            } else {
                assertThat(money).isIn("", "EXPIRED", "REFUNDED");
            }
        }
        // or else it was not money that was tried
        assertThat(sold.getOrDefault("BOWL", 0)).isGreaterThan(JOURNEYS_A_ROUND);
        Ledger ledger = new Ledger(house.shop());
        shelves.logInAgain();
        ledger.mustBeSettled(shelves.position());
        for (String name : List.of("MUG", "BOWL")) {
            JsonNode stock = shelves.look(name);
            assertThat(stock.get("reserved").intValue()).as(name).isZero();
            assertThat(stock.get("onHand").intValue())
                    .as(name)
                    .isEqualTo(ON_HAND - ledger.sold(shelves.sku(name)));
            // orders nobody was told of have been paid by nobody
            assertThat(ledger.sold(shelves.sku(name)))
                    .as(name)
                    .isEqualTo(sold.getOrDefault(name, 0));
        }
        books_must_add_up();
    }

    private void books_must_add_up() {
        var books = new Bookkeeper(house.shop());
        books.readOn(Long.parseLong(shelves.position()));
        books.mustHave(placed.stream().map(Placed::order).collect(Collectors.toSet()));
        books.mustAddUp();
        books.mustAgree(shelves, "MUG", "BOWL");
    }
}
