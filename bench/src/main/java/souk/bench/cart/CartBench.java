package souk.bench.cart;

import souk.bench.Settings;
import souk.bench.harness.Client;
import souk.bench.harness.Contender;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Results;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Carts;
import souk.bench.store.Circumstances;
import souk.bench.store.CommandNode;
import souk.cart.CartId;
import souk.kernel.Sku;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Adding a line to carts that hold none, and to carts that hold all but one of the lines they may.
 * What was added is removed again, so that each addition is the first, or the 500th.
 */
public final class CartBench {

    private static final long EPOCH = 1_760_000_000_000L;
    private static final int CARTS = 256;
    private static final int ALMOST_FULL = 499;
    private static final Sku ONE_MORE = new Sku("ONE-MORE");
    private static final List<Integer> CLIENTS = List.of(16, 1);

    private final Settings settings;

    public CartBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (BenchDatabase database = BenchDatabase.below(settings.scratch());
                CommandNode souk = CommandNode.on(database.address())) {
            List<Contender> all = new ArrayList<>();
            for (int clients : CLIENTS) {
                all.add(adding("first", 0, clients, souk));
                all.add(adding("last", ALMOST_FULL, clients, souk));
            }
            Map<String, String> circumstances = Circumstances.of(database);
            circumstances.put("market", CommandNode.MARKET);
            circumstances.put("carts", CARTS + " for each row, all cached");
            ProcessorTimes processors =
                    new ProcessorTimes()
                            .ofThisProcess("JVM")
                            .ofServer("PostgreSQL", database.pidFile());
            Results results =
                    new Tournament(settings.plan(), processors, settings.progress())
                            .run(all.stream().filter(settings::wants).toList());
            return new Report(
                    "cart: commands per second, additions and removals in turn",
                    circumstances,
                    results.figures(),
                    targets(results),
                    List.of(results.noise()));
        }
    }

    private static Contender adding(String key, int lines, int clients, CommandNode souk)
            throws Exception {
        List<CartId> ids = Carts.ids(CARTS, EPOCH + lines * 1_000L + clients, 1);
        Carts carts = Carts.create(souk.gateway(), ids);
        carts.fill(IntStream.range(0, lines).mapToObj(i -> new Sku("LINE-" + i)).toList());
        return Contender.onVirtualThreads(
                        key + clients,
                        "line %d of a cart, added and removed".formatted(lines + 1),
                        clients,
                        number -> client(carts, number, clients))
                .each(2);
    }

    private static Client client(Carts carts, int number, int clients) {
        return new Client() {
            private int turn = number;

            @Override
            public void call() {
                carts.add(turn, ONE_MORE);
                carts.remove(turn, ONE_MORE);
                turn = (turn + clients) % CARTS;
            }
        };
    }

    private static List<Target> targets(Results results) {
        return CLIENTS.stream()
                .filter(clients -> results.has("first" + clients) && results.has("last" + clients))
                .map(
                        clients ->
                                Target.atMost(
                                        "time to add the 500th line ÷ time to add the first, %d clients"
                                                .formatted(clients),
                                        results.ratio("first" + clients, "last" + clients),
                                        1.3))
                .toList();
    }
}
