package souk.bench;

import org.springframework.boot.system.ApplicationHome;

import souk.bench.harness.Contender;
import souk.bench.harness.Tournament;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the command line asks for. */
public final class Settings {

    private static final Set<String> KNOWN =
            Set.of(
                    "json",
                    "rounds",
                    "seconds",
                    "warm-up",
                    "patience",
                    "only",
                    "carts",
                    "products",
                    "events",
                    "scratch",
                    "server",
                    "java",
                    "heap",
                    "idle",
                    "rate",
                    "minutes",
                    "costs");

    /** What there is to run. */
    enum Name {
        APPEND,
        CART,
        GROWTH,
        HTTP,
        CATALOG,
        CHECKOUT,
        AUCTION,
        REBUILD,
        SEAL,
        AUDIT,
        LAG,
        PAST,
        MIXED,
        SOAK,
        START,
        SCALING,
        HELP
    }

    private final Name bench;
    private final Map<String, String> given = new HashMap<>();
    private final PrintStream progress;

    Settings(List<String> arguments, PrintStream progress) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        this.bench = nameOf(rest.isEmpty() ? "help" : rest.remove());
        this.progress = progress;
        while (!rest.isEmpty()) {
            String name = rest.remove();
            if (!name.startsWith("--") || !KNOWN.contains(name.substring(2)) || rest.isEmpty()) {
                throw new IllegalArgumentException("What is " + name + " to mean?");
            }
            given.put(name.substring(2), rest.remove());
        }
    }

    private static Name nameOf(String word) {
        return Arrays.stream(Name.values())
                .filter(name -> name.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no bench " + word));
    }

    Name bench() {
        return bench;
    }

    Optional<Path> json() {
        return Optional.ofNullable(given.get("json")).map(Path::of);
    }

    public PrintStream progress() {
        return progress;
    }

    public Tournament.Plan plan() {
        return plan(2.5, 3);
    }

    /** As long as asked for, else as given. */
    public Tournament.Plan plan(double seconds, double warmUp) {
        return new Tournament.Plan(
                seconds(given.getOrDefault("warm-up", Double.toString(warmUp))),
                Integer.parseInt(given.getOrDefault("rounds", "5")),
                seconds(given.getOrDefault("seconds", Double.toString(seconds))),
                seconds(given.getOrDefault("patience", "60")));
    }

    private static Duration seconds(String number) {
        return Duration.ofMillis((long) (Double.parseDouble(number) * 1_000));
    }

    public int carts() {
        return Integer.parseInt(given.getOrDefault("carts", "8192"));
    }

    public int products() {
        return Integer.parseInt(given.getOrDefault("products", "100000"));
    }

    /** How many events the stores of growth hold. */
    public List<Long> events() {
        return Arrays.stream(given.getOrDefault("events", "100000,1000000,10000000").split(","))
                .map(Long::valueOf)
                .toList();
    }

    /** How many events there are of which projections are made anew. */
    public long eventsToRebuild() {
        return eventsOr(1_000_000);
    }

    /** How many events there are, where nothing else is asked for. */
    public long eventsOr(long usually) {
        return given.containsKey("events") ? events().getFirst() : usually;
    }

    public boolean wants(Contender contender) {
        String only = given.get("only");
        return only == null || List.of(only.split(",")).contains(contender.key());
    }

    /** Whether it is asked for, or none of its kind is. */
    public boolean wants(String key, Collection<String> kind) {
        List<String> only = List.of(given.getOrDefault("only", "").split(","));
        return only.contains(key) || only.stream().noneMatch(kind::contains);
    }

    /** Where data is written that is thrown away: on the disk of the build, which is no memory. */
    public Path scratch() {
        return Path.of(given.getOrDefault("scratch", home().toString()));
    }

    /** The server that is put under load over HTTP. */
    public Optional<Path> server() {
        return Optional.ofNullable(given.get("server")).map(Path::of);
    }

    /** An option for the java of that server. */
    public Optional<String> java() {
        return Optional.ofNullable(given.get("java"));
    }

    /** How much memory that server may use for objects. */
    public String heap() {
        return given.getOrDefault("heap", "1g");
    }

    /** How many products there are, where nothing else is asked for. */
    public int productsOr(int usually) {
        return number("products").map(Double::intValue).orElse(usually);
    }

    /** How many connections only listen, where nothing else is asked for. */
    public int idleOr(int usually) {
        return number("idle").map(Double::intValue).orElse(usually);
    }

    /** How many requests a second; found out where nobody says. */
    public OptionalDouble rate() {
        return number("rate").stream().mapToDouble(Double::doubleValue).findFirst();
    }

    /** How many spans of a minute, and how long such a minute is if somebody is in a hurry. */
    public int minutes() {
        return number("minutes").map(Double::intValue).orElse(30);
    }

    /** What a run of mixed has found out. */
    public Path costs() {
        return Optional.ofNullable(given.get("costs"))
                .map(Path::of)
                .orElseThrow(() -> new IllegalArgumentException("--costs FILE is missing"));
    }

    private Optional<Double> number(String name) {
        return Optional.ofNullable(given.get(name)).map(Double::valueOf);
    }

    public Path home() {
        return new ApplicationHome(Settings.class).getDir().toPath();
    }
}
