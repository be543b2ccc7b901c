package souk.inventory.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.axonframework.test.matchers.Matchers.predicate;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockCommand;
import souk.inventory.StockCommand.AdjustStock;
import souk.inventory.StockCommand.CommitStock;
import souk.inventory.StockCommand.ReceiveStock;
import souk.inventory.StockCommand.ReleaseStock;
import souk.inventory.StockCommand.ReserveStock;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockEvent;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockEvent.ThresholdSet;
import souk.inventory.StockKeeper;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Whatever is asked of a stock, in whatever order: it never promises what it does not have. */
class StockHistoryTest {

    private static final int COMMANDS = 200;
    private static final Sku MUG = new Sku("MUG");
    private static final SellerId SELLER = new SellerId("sel_01hzy00000000000000000000a");
    private static final StockKeeper KEEPER = new StockKeeper(SELLER);

    /** The same, reckoned by a book-keeper who never refuses anything. */
    private static final class Book {
        private final Map<String, Integer> reserved = new HashMap<>();
        private int onHand;

        private void enter(StockCommand command) {
            switch (command) {
                case SetStock set -> onHand = set.onHand() == null ? onHand : set.onHand();
                case ReceiveStock received -> onHand += received.quantity();
                case AdjustStock adjusted -> onHand += adjusted.delta();
                case ReserveStock reservation ->
                        reserved.put(reservation.reference(), reservation.quantity().value());
                case ReleaseStock released -> reserved.remove(released.reference());
                case CommitStock committed -> {
                    Integer gone = reserved.remove(committed.reference());
                    onHand -= gone == null ? 0 : gone;
                }
            }
        }

        private int available() {
            return onHand - reserved.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static StockCommand any(Random random) {
        String order = "order " + random.nextInt(8);
        return switch (random.nextInt(9)) {
            case 0 -> new SetStock(MUG, KEEPER, random.nextInt(30), null);
            case 1 -> new SetStock(MUG, KEEPER, null, random.nextInt(10));
            case 2 -> new ReceiveStock(MUG, KEEPER, 1 + random.nextInt(10));
            case 3 -> new AdjustStock(MUG, KEEPER, -1 - random.nextInt(10), "broken");
            case 4, 5, 6 -> new ReserveStock(MUG, order, new Quantity(1 + random.nextInt(9)));
            case 7 -> new ReleaseStock(MUG, order);
            default -> new CommitStock(MUG, order);
        };
    }

    private static List<Object> decide(List<Object> history, StockCommand command) {
        List<Object> happened = new ArrayList<>();
        var fixture = new AggregateTestFixture<>(Stock.class);
        fixture.registerInjectableResource((Offers) _ -> Optional.of(offer()));
        TestExecutor<Stock> given = fixture.given(history);
        given.when(command)
                .expectEventsMatching(
                        payloadsMatching(
                                predicate(events -> happened.addAll((List<?>) events) || true)));
        return happened;
    }

    private static Offer offer() {
        return new Offer(
                MUG,
                new ProductId("prd_01hzy00000000000000000000a"),
                SELLER,
                "Atlas",
                "Mug",
                new Money(1_000, Currency.getInstance("EUR")),
                true,
                List.of(),
                null);
    }

    @RepeatedTest(10)
    void never_promises_what_it_does_not_have(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<Object> history = new ArrayList<>(decide(List.of(), new SetStock(MUG, KEEPER, 20, 3)));
        var book = new Book();
        book.enter(new SetStock(MUG, KEEPER, 20, 3));

        for (int i = 0; i < COMMANDS; i++) {
            StockCommand command = any(random);
            List<Object> happened = decide(history, command);
            history.addAll(happened);
            if (!happened.isEmpty()) {
                book.enter(command);
            }
            Level level = levelAfter(history);
            assertThat(level.available()).isNotNegative().isEqualTo(book.available());
            assertThat(level.onHand()).isEqualTo(book.onHand);
            assertThat(level.reserved()).isNotNegative();
        }
        warnsOncePerCrossing(history);
    }

    private static Level levelAfter(List<Object> history) {
        Level level = Level.NOTHING;
        for (Object event : history) {
            level = level.after((StockEvent) event);
        }
        return level;
    }

    private static void warnsOncePerCrossing(List<Object> history) {
        Level level = Level.NOTHING;
        int threshold = 0;
        boolean warned = true;
        for (Object event : history) {
            if (event instanceof StockRanLow low) {
                assertThat(warned).isFalse();
                assertThat(low.available()).isEqualTo(level.available());
                warned = true;
            }
            level = level.after((StockEvent) event);
            threshold = event instanceof ThresholdSet set ? set.threshold() : threshold;
            warned &= level.available() <= threshold;
        }
    }
}
