package souk.bench;

import souk.bench.append.AppendBench;
import souk.bench.cart.CartBench;
import souk.bench.growth.GrowthBench;
import souk.bench.harness.Report;
import souk.bench.harness.Table;
import souk.bench.http.AuctionBench;
import souk.bench.http.CatalogBench;
import souk.bench.http.CheckoutBench;
import souk.bench.http.HttpBench;
import souk.bench.http.LagBench;
import souk.bench.http.MixedBench;
import souk.bench.http.PastBench;
import souk.bench.http.SoakBench;
import souk.bench.http.StartBench;
import souk.bench.rebuild.AuditBench;
import souk.bench.rebuild.RebuildBench;
import souk.bench.scaling.ScalingBench;
import souk.bench.seal.SealBench;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Measures, prints a table and, where asked, writes the same figures as JSON. */
public final class Bench {

    private static final String USAGE =
            """
            Usage: bench append|cart|growth|http|catalog|checkout|auction|rebuild|seal|audit|lag|
                         past|mixed|soak|start|scaling [options]

              append   durable commands per second beside plain inserts and Axon's own engines
              cart     adding the first line of a cart beside adding the 500th
              growth   the same at 0.1, 1 and 10 million events; loading long aggregates
              http     adding items over HTTP beside an endpoint that does nothing
              catalog  lists and searches over HTTP beside the same SQL written by hand
              checkout whole purchases over HTTP beside plain inserts
              auction  accepted bids over HTTP beside plain inserts; how soon others hear of them
              rebuild  making projections anew beside a bare scan, bare COPY and Axon's processors
              seal     durable commands with and without the sealer; sealing beside a bare scan
              audit    checking the log and views of orders beside a bare scan of the same events
              lag      how soon views show what was committed, at half of the peak of commands,
                       and how long these take, with and without a rebuild beside them
              past     states of an auction of 10,000 events at any moment, over HTTP
              mixed    all that a shop is asked for, rising until p95 is over 200 ms, alone and
                       beside idle live connections; what each kind of request costs
              soak     the same at half of that rate for half an hour: does anything grow?
              start    how long a start takes, and what it takes of memory
              scaling  what more machines would do, simulated from what mixed has measured

              --json FILE       write the figures there, too
              --rounds N        rounds of each contender (5)
              --seconds S       length of a round
              --warm-up S       length of the warm-up of each contender
              --patience S      time to spend on repeating rounds that others disturb (60)
              --only KEY,KEY    only these contenders; rebuild: ways (default, tuned, scan, copy,
                                rebuild) and projections (order.view, …, all);
                                mixed: costs, alone, idle; start: none, classes, hot
              --carts N         how many carts are filled (8192)
              --products N      catalog: how many products there are (100000)
              --events N,N      growth: sizes of the stores (100000,1000000,10000000);
                                rebuild: how many there are (1000000), audit: (400000)
              --scratch DIR     where the database is created, and removed afterwards
              --idle N          mixed, soak: how many only listen (mixed: 5000, soak: 0)
              --rate N          soak: requests a second, instead of finding out; mixed: where to begin
              --minutes N       soak: how many (30); --seconds says how long a minute is
              --heap SIZE       mixed, soak, start: of the server (1g)
              --costs FILE      scaling: what mixed has written with --json
              --server JAR      http: the server to start (the all-in-one as built)
              --java OPTION     http: for its java, such as -XX:AOTCache=FILE
            """;

    private Bench() {}

    static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Settings settings;
        try {
            settings = new Settings(List.of(arguments), progress);
        } catch (IllegalArgumentException misunderstood) {
            progress.println(misunderstood.getMessage());
            progress.print(USAGE);
            System.exit(2);
            return;
        }
        if (settings.bench() == Settings.Name.HELP) {
            out.print(USAGE);
            return;
        }
        Report report =
                switch (settings.bench()) {
                    case APPEND -> new AppendBench(settings).run();
                    case CART -> new CartBench(settings).run();
                    case GROWTH -> new GrowthBench(settings).run();
                    case HTTP -> new HttpBench(settings).run();
                    case CATALOG -> new CatalogBench(settings).run();
                    case CHECKOUT -> new CheckoutBench(settings).run();
                    case AUCTION -> new AuctionBench(settings).run();
                    case REBUILD -> new RebuildBench(settings).run();
                    case SEAL -> new SealBench(settings).run();
                    case AUDIT -> new AuditBench(settings).run();
                    case LAG -> new LagBench(settings).run();
                    case PAST -> new PastBench(settings).run();
                    case MIXED -> new MixedBench(settings).run();
                    case SOAK -> new SoakBench(settings).run();
                    case START -> new StartBench(settings).run();
                    case SCALING -> new ScalingBench(settings).run();
                    case HELP -> throw new IllegalStateException();
                };
        new Table(out).print(report);
        write(report, settings);
        System.exit(0);
    }

    private static void write(Report report, Settings settings) throws IOException {
        if (settings.json().isPresent()) {
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValue(settings.json().get().toFile(), report);
        }
    }
}
