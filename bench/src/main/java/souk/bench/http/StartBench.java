package souk.bench.http;

import org.springframework.util.FileSystemUtils;

import souk.bench.Settings;
import souk.bench.harness.Figures;
import souk.bench.harness.Medians;
import souk.bench.harness.Report;
import souk.bench.harness.Tournament;
import souk.bench.store.BenchDatabase;
import souk.bench.store.Circumstances;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long a start takes until the shop is ready, and what it takes of the machine then. */
public final class StartBench {

    private static final String QUIET = "-Xlog:aot*=off,cds*=off";

    /** How a JVM is told what the one before has learnt. */
    private record Way(String key, String what, List<String> remember, List<String> known) {}

    /**
     * @param resident of the server as soon as it was ready, in MB
     */
    private record Start(double millis, double resident, double postgres) {}

    private static final List<String> KEYS = List.of("none", "classes", "hot");
    private static final int PRODUCTS = 500;
    private static final int VISITORS = 16;

    private final Settings settings;
    private final List<Figures> figures = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public StartBench(Settings settings) {
        this.settings = settings;
    }

    public Report run() throws Exception {
        Path place = Files.createTempDirectory(settings.scratch(), "bench-start-");
        try {
            return run(place);
        } finally {
            FileSystemUtils.deleteRecursively(place);
        }
    }

    private Report run(Path place) throws Exception {
        Path jar = unpacked(Server.jar(settings), place.resolve("souk"));
        Tournament.Plan plan = settings.plan(0, 30);
        for (Way way : ways(place)) {
            if (!settings.wants(way.key(), KEYS)) {
                continue;
            }
            Path used = Files.createDirectory(place.resolve("data-" + way.key()));
            remember(way, jar, used, plan);
            List<Start> cold = new ArrayList<>();
            List<Start> again = new ArrayList<>();
            for (int round = 1; round <= plan.rounds(); round++) {
                Path empty = Files.createDirectory(place.resolve("empty"));
                cold.add(start(empty, jar, way.known()));
                FileSystemUtils.deleteRecursively(empty);
                again.add(start(used, jar, way.known()));
            }
            note(way.key() + " new", way.what() + ", on an empty directory", cold);
            note(way.key(), way.what() + ", on a used one", again);
        }
        Map<String, String> circumstances = new LinkedHashMap<>(Circumstances.ofMachine(place));
        circumstances.put("heap of the server", settings.heap());
        return new Report(
                "start: milliseconds from the command to readiness, PostgreSQL included",
                circumstances,
                figures,
                List.of(),
                remarks);
    }

    // as ./souk up has it
    private static List<Way> ways(Path place) {
        String classes = place.resolve("classes.jsa").toString();
        String hot = place.resolve("hot.aot").toString();
        return List.of(
                new Way("none", "nothing remembered", List.of(), List.of("-Xshare:auto")),
                new Way(
                        "classes",
                        "classes remembered",
                        List.of(
                                "-XX:+AutoCreateSharedArchive",
                                "-XX:SharedArchiveFile=" + classes,
                                QUIET),
                        List.of("-XX:SharedArchiveFile=" + classes, QUIET)),
                new Way(
                        "hot",
                        "--remember",
                        List.of("-XX:AOTCacheOutput=" + hot, QUIET),
                        List.of("-XX:AOTCache=" + hot, QUIET)));
    }

    /** A run under load, which is worth remembering. */
    private void remember(Way way, Path jar, Path data, Tournament.Plan plan) throws Exception {
        try (Server server = Server.on(data, jar, settings, way.remember())) {
            Bazaar bazaar = Bazaar.open(server, PRODUCTS, settings.progress());
            new Crowd(bazaar.visitors(VISITORS, Kind::any))
                    .call(Arrivals.ALL_IT_CAN, plan.warmUp());
            remarks.add(way.what() + ", after load: " + taken(server, data));
        }
    }

    private Start start(Path data, Path jar, List<String> java) throws Exception {
        long begun = System.nanoTime();
        try (Server server = Server.on(data, jar, settings, java)) {
            var start =
                    new Start(
                            (System.nanoTime() - begun) / 1e6,
                            Memory.resident(server.process().pid()),
                            Memory.ofServer(BenchDatabase.pidFile(data)));
            settings.progress().println(start);
            return start;
        }
    }

    private static String taken(Server server, Path data) throws IOException {
        return String.format(
                Locale.ROOT,
                "resident %,.0f MB, PostgreSQL %,.0f MB.",
                Memory.resident(server.process().pid()),
                Memory.ofServer(BenchDatabase.pidFile(data)));
    }

    private static Path unpacked(Path jar, Path to) throws IOException, InterruptedException {
        if (!jar.getFileName().toString().endsWith("-exec.jar")) {
            return jar;
        }
        Process unpacking =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                to.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (unpacking.waitFor() != 0) {
            throw new IllegalStateException("Can't unpack " + jar);
        }
        return to.resolve(jar.getFileName());
    }

    private void note(String key, String what, List<Start> starts) {
        List<Double> millis = starts.stream().map(Start::millis).toList();
        double usual = Medians.of(millis);
        double slowest = Collections.max(millis);
        figures.add(
                new Figures(
                        key,
                        what,
                        1,
                        1_000 / usual,
                        1_000 / slowest,
                        1_000 / Collections.min(millis),
                        usual,
                        slowest,
                        slowest,
                        slowest,
                        Map.of()));
        remarks.add(
                String.format(
                        Locale.ROOT,
                        "%s: resident %,.0f MB, PostgreSQL %,.0f MB.",
                        what,
                        Medians.of(starts.stream().map(Start::resident).toList()),
                        Medians.of(starts.stream().map(Start::postgres).toList())));
    }
}
