package souk.terminal;

import tools.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ./souk projections}, {@code rebuild} and {@code audit}: over HTTP, as anybody could. */
final class Terminal {

    private final Souk souk;
    private final PrintStream out;

    private Terminal(Souk souk, PrintStream out) {
        this.souk = souk;
        this.out = out;
    }

    static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Terminal terminal = new Terminal(Souk.asToldBy(System.getenv()), out);
            List<String> words = List.of(arguments);
            List<String> rest = words.subList(1, words.size());
            boolean well =
                    switch (words.getFirst()) {
                        case "projections" -> terminal.list();
                        case "audit" -> new Audit(terminal.souk, out).run(rest);
                        default -> terminal.rebuild(rest);
                    };
            System.exit(well ? 0 : 1);
        } catch (IllegalArgumentException refused) {
            System.err.println("souk: " + refused.getMessage());
            System.exit(2);
        } catch (RuntimeException broken) { // 1 would say that something was found
            System.err.println("souk: " + broken);
            System.exit(2);
        }
    }

    private boolean list() {
        out.printf(
                "%-20s %5s %12s %8s %10s %8s  %s%n",
                "projection", "gen.", "position", "lag", "events/s", "letters", "last rebuild");
        for (JsonNode it : souk.get("/api/projections").get("items")) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %5d %,12d %,8d %,10.0f %,8d  %s%n",
                    it.get("name").stringValue(),
                    it.get("generation").intValue(),
                    it.get("position").longValue(),
                    it.get("lag").longValue(),
                    it.get("rate").doubleValue(),
                    it.get("deadLetters").longValue(),
                    (it.at("/rebuild/phase").asString("")
                                    + " "
                                    + it.at("/rebuild/endedAt").asString(""))
                            .strip());
        }
        return true;
    }

    private boolean rebuild(List<String> words) {
        List<String> names = new ArrayList<>();
        Map<String, Object> how = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--verify" -> how.put("verify", true);
                case "--drop-old" -> how.put("keepOld", false);
                case "--at" -> {
                    if (i + 1 == words.size()) {
                        throw new IllegalArgumentException("--at needs a position or an instant.");
                    }
                    how.put("at", words.get(++i));
                }
                default -> {
                    if (word.startsWith("--")) {
                        throw new IllegalArgumentException("rebuild does not know '" + word + "'.");
                    }
                    names.add(word);
                }
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("rebuild what? ./souk projections lists them.");
        }
        how.put("with", names.subList(1, names.size()));
        JsonNode begun = souk.post("/api/projections/" + names.getFirst() + "/rebuilds", how);
        boolean well = watch(begun);
        for (String other : names.subList(1, names.size())) {
            well &= watch(souk.get("/api/projections/" + other).get("rebuild"));
        }
        return well;
    }

    private boolean watch(JsonNode begun) {
        String projection = begun.get("projection").stringValue();
        ProgressBar bar = new ProgressBar(projection, out, System.console() != null);
        JsonNode ended =
                souk.watch(
                        "/api/projections/%s/rebuilds/%s"
                                .formatted(projection, begun.get("id").stringValue()),
                        bar::show);
        bar.end();
        for (JsonNode it : ended.get("differences")) {
            out.printf(
                    "  differs: %s %s %s %s, rebuilt %s%n",
                    it.get("table").stringValue(),
                    it.path("column").asString("rows"),
                    it.path("key").asString("in all"),
                    it.path("live").asString("null"),
                    it.path("rebuilt").asString("null"));
        }
        if (ended.path("failure").isObject()) {
            out.printf(
                    "  failed at position %s (%s): %s%n",
                    ended.at("/failure/position").asString("unknown"),
                    ended.at("/failure/type").asString("no event"),
                    ended.at("/failure/cause").asString());
        }
        if (ended.get("kind").stringValue().equals("SCRATCH")) {
            out.printf("  the tables are in schema %s%n", ended.get("schema").stringValue());
        }
        return ended.get("phase").stringValue().equals("DONE");
    }
}
