package souk.bench.http;

import souk.bench.Settings;
import souk.bench.harness.Client;
import souk.bench.harness.Contender;
import souk.bench.harness.ProcessorTimes;
import souk.bench.harness.Report;
import souk.bench.harness.Results;
import souk.bench.harness.Target;
import souk.bench.harness.Tournament;
import souk.bench.store.Circumstances;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Adding items to carts over HTTP, beside an endpoint of the same server that does nothing. */
public final class HttpBench {

    private static final String ITEMS = "/api/carts/current/items";
    static final int CONNECTIONS = 16;
    private static final int CARTS_PER_CONNECTION = 64;
    static final int SKUS = 5;
    private static final int LONGEST = 500;

    /** With two processors the compiler needs that long: a fresh server is five times slower. */
    private static final double SECONDS_TO_COMPILE = 60;

    private final Settings settings;

    public HttpBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        try (Server server = Server.start(settings)) {
            Seller.offering(
                    IntStream.range(0, LONGEST).mapToObj(HttpBench::sku).toList(), server.port());
            List<Contender> all =
                    Stream.of(
                                    over("noop", "POST /api/ping", _ -> noop(server)),
                                    over(
                                            "cart",
                                            "POST /api/carts/current/items",
                                            _ -> cart(server, false)),
                                    over(
                                            "keyed",
                                            "the same with an Idempotency-Key",
                                            _ -> cart(server, true)),
                                    over(
                                            "first",
                                            "adding the first line, removing it, no answer asked",
                                            _ -> line(server, 0)),
                                    over(
                                            "last",
                                            "adding the 500th line, removing it, no answer asked",
                                            _ -> line(server, LONGEST - 1)))
                            .filter(settings::wants)
                            .toList();
            ProcessorTimes processors = server.processorTimes(server.postgresPidFile());
            Map<String, String> circumstances = Circumstances.ofMachine(server.data());
            circumstances.put("client", "in a process of its own on the same machine");
            Results results =
                    new Tournament(
                                    settings.plan(5, SECONDS_TO_COMPILE),
                                    processors,
                                    settings.progress())
                            .run(all);
            return new Report(
                    "http: requests per second over " + CONNECTIONS + " kept connections",
                    circumstances,
                    results.figures(),
                    targets(results),
                    List.of(results.noise()));
        }
    }

    private static Contender over(String key, String what, Contender.ClientFactory factory) {
        return Contender.onPlatformThreads(key, what, CONNECTIONS, factory);
    }

    private static Client noop(Server server) {
        HttpConnection connection = new HttpConnection(server.port());
        byte[] request = HttpConnection.post("/api/ping", "", item(0));
        return () -> mustBe(200, connection.exchange(request));
    }

    static Client cart(Server server, boolean keyed) throws IOException {
        HttpConnection connection = new HttpConnection(server.port());
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < CARTS_PER_CONNECTION; i++) {
            var created = connection.exchange(HttpConnection.post("/api/carts", "", "{}"));
            mustBe(201, created);
            cookies.add("Cookie: " + created.cookie() + "\r\n");
        }
        return new Client() {
            private int calls;

            @Override
            public void call() throws IOException {
                String headers = cookies.get(calls % CARTS_PER_CONNECTION);
                if (keyed) {
                    headers += "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
                }
                byte[] request = HttpConnection.post(ITEMS, headers, item(calls++));
                mustBe(200, connection.exchange(request));
            }
        };
    }

    /** The line of that number, put into a cart again and again. */
    private static Client line(Server server, int before) throws IOException {
        HttpConnection connection = new HttpConnection(server.port());
        var created = connection.exchange(HttpConnection.post("/api/carts", "", "{}"));
        mustBe(201, created);
        String headers = "Cookie: " + created.cookie() + "\r\nPrefer: return=minimal\r\n";
        for (int i = 0; i < before; i++) {
            mustBe(204, connection.exchange(HttpConnection.post(ITEMS, headers, itemOf(sku(i)))));
        }
        byte[] add = HttpConnection.post(ITEMS, headers, itemOf(sku(before)));
        byte[] remove = HttpConnection.delete(ITEMS + "/" + sku(before), headers);
        return () -> {
            mustBe(204, connection.exchange(add));
            mustBe(204, connection.exchange(remove));
        };
    }

    private static String item(int call) {
        return itemOf(sku(call % SKUS));
    }

    private static String itemOf(String sku) {
        return "{\"sku\":\"%s\",\"quantity\":1}".formatted(sku);
    }

    static String sku(int number) {
        return "MUG-BLUE-" + number;
    }

    private static void mustBe(int status, HttpConnection.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("Answered with " + answer.status());
        }
    }

    private static List<Target> targets(Results results) {
        List<Target> targets = new ArrayList<>();
        if (results.has("cart") && results.has("noop")) {
            targets.add(
                    Target.atLeast(
                            "adding an item ÷ doing nothing (cart ÷ noop)",
                            results.ratio("cart", "noop"),
                            0.4));
        }
        if (results.has("first") && results.has("last")) {
            targets.add(
                    Target.atMost(
                            "time to add the 500th line ÷ time to add the first",
                            results.ratio("first", "last"),
                            1.3));
        }
        return targets;
    }
}
