package souk.bench.rebuild;

import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockReceived;
import souk.kernel.Ids;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Months of a shop: carts, some of them bought, paid, sent and delivered, many at a time. */
final class Trade {

    static final SellerId SELLER = new SellerId(id(SellerId.PREFIX, 1));

    private static final long EPOCH = 1_760_000_000_000L;
    private static final int SKUS = 2_000;
    private static final int AT_A_TIME = 200;
    private static final int LINES = 3;

    private final Chronicle chronicle;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final Map<String, Long> sequences = new HashMap<>();

    Trade(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    static String id(String prefix, long number) {
        return Ids.of(
                prefix,
                EPOCH + number,
                ByteBuffer.allocate(16).putLong(number).putLong(~number).array());
    }

    /** At least so many events. */
    void write(long most, PrintStream progress) {
        for (int i = 0; i < SKUS; i++) {
            happen("Stock", "stock_" + sku(i), new StockOpened(sku(i), SELLER));
            happen("Stock", "stock_" + sku(i), new StockReceived(sku(i), 1_000_000));
        }
        long told = 0;
        for (long first = 0; chronicle.written() < most; first += AT_A_TIME) {
            buy(first);
            // what is bought is over
            sequences.keySet().removeIf(stream -> !stream.startsWith("stock_"));
            if (chronicle.written() / 1_000_000 > told) {
                told = chronicle.written() / 1_000_000;
                progress.printf(Locale.ROOT, "%,d events written%n", chronicle.written());
            }
        }
    }

    private void buy(long first) {
        List<Purchase> purchases = new ArrayList<>();
        for (long number = first; number < first + AT_A_TIME; number++) {
            purchases.add(new Purchase(number, this::happen));
        }
        purchases.forEach(Purchase::create);
        for (int line = 0; line < LINES; line++) {
            int place = line;
            purchases.forEach(
                    purchase ->
                            purchase.add(
                                    sku((random.nextInt(SKUS / LINES) * LINES + place) % SKUS)));
        }
        List<Purchase> bought = purchases.stream().filter(Purchase::isBought).toList();
        bought.forEach(purchase -> chronicle.introduce(purchase.person()));
        bought.forEach(Purchase::place);
        bought.forEach(Purchase::askToPay);
        bought.forEach(Purchase::pay);
        bought.forEach(Purchase::ship);
        bought.forEach(Purchase::deliver);
    }

    private static Sku sku(int number) {
        return new Sku("SKU-" + number);
    }

    private void happen(String type, String stream, Object event) {
        chronicle.happen(type, stream, sequences.merge(stream, 1L, Long::sum) - 1, event);
    }
}
