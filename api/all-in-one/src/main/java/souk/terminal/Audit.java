package souk.terminal;

import tools.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./souk audit}: what auditors ask for most, without writing requests. */
final class Audit {

    private static final long GLANCE_MILLIS = 500;

    private final Souk souk;
    private final PrintStream out;

    Audit(Souk souk, PrintStream out) {
        this.souk = souk;
        this.out = out;
    }

    boolean run(List<String> words) {
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "verify" -> verify(rest);
            case "export" -> export(rest);
            case "checkpoint" -> checkpoint();
            default ->
                    throw new IllegalArgumentException("audit what? verify, export or checkpoint.");
        };
    }

    private boolean verify(List<String> words) {
        if (words.equals(List.of("--last"))) {
            return tell(watch(last()));
        }
        List<String> kinds = new ArrayList<>();
        Map<String, Object> check = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--log" -> kinds.add("LOG");
                case "--views" -> kinds.add("VIEWS");
                case "--from", "--to" -> {
                    check.put(words.get(i).substring(2), position(words, i + 1));
                    i++;
                }
                default -> throw unknown("verify", words.get(i));
            }
        }
        check.put("kinds", kinds);
        return tell(watch(souk.post("/api/audit/checks", check)));
    }

    /** The check that is under way, or the last there was: whoever was watching it may be gone. */
    private JsonNode last() {
        JsonNode all = souk.get("/api/audit/checks?limit=1").get("items");
        if (all.isEmpty()) {
            throw new IllegalArgumentException("nothing was ever checked.");
        }
        return all.get(0);
    }

    private JsonNode watch(JsonNode begun) {
        String path = "/api/audit/checks/" + begun.get("id").stringValue();
        ProgressBar bar = new ProgressBar("audit", out, System.console() != null);
        JsonNode now = begun;
        while (!now.path("endedAt").isString()) {
            bar.show(now);
            try {
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalArgumentException(
                        "interrupted; the check goes on (audit verify --last).", stopped);
            }
            now = souk.getPatiently(path);
        }
        bar.show(now);
        bar.end();
        return now;
    }

    private boolean tell(JsonNode check) {
        for (JsonNode it : check.get("findings")) {
            JsonNode place = it.path("place");
            out.printf(
                    "  %s %s: %s%n",
                    it.get("what").stringValue(),
                    place.isObject() ? view(place) : positions(it),
                    it.get("detail").stringValue());
        }
        long found = check.get("found").longValue();
        if (found > check.get("findings").size()) {
            out.printf("  and %d more%n", found - check.get("findings").size());
        }
        if (check.path("failure").isString()) {
            out.printf("  it could not go on: %s%n", check.get("failure").stringValue());
        }
        boolean done = check.get("phase").stringValue().equals("DONE");
        if (done) {
            out.printf(
                    found == 0
                            ? "all is as it was: %d events sealed%n"
                            : "NOT as it was: %2$d findings among %1$d sealed events%n",
                    check.get("sealed").longValue(),
                    found);
        }
        if (!done && found == 0) {
            throw new IllegalArgumentException(
                    "nothing can be said: the check is " + check.get("phase").stringValue() + ".");
        }
        return found == 0;
    }

    private static String positions(JsonNode finding) {
        JsonNode first = finding.path("first");
        if (!first.isNumber()) {
            return "the checkpoints";
        }
        long last = finding.path("last").asLong(first.longValue());
        return first.longValue() == last
                ? "position " + last
                : "positions " + first.longValue() + "–" + last;
    }

    private static String view(JsonNode place) {
        return String.join(
                        " ",
                        place.get("projection").stringValue(),
                        place.get("table").asString(""),
                        place.path("row").asString("in all"),
                        place.path("column").asString(""))
                .strip();
    }

    private boolean export(List<String> words) {
        long from = 0;
        String to = "";
        Path file = null;
        for (int i = 0; i < words.size(); i += 2) {
            switch (words.get(i)) {
                case "--from" -> from = position(words, i + 1);
                case "--to" -> to = "&to=" + position(words, i + 1);
                case "--out" -> file = Path.of(value(words, i + 1));
                default -> throw unknown("export", words.get(i));
            }
        }
        if (file == null) {
            throw new IllegalArgumentException("--out says into which file.");
        }
        souk.save("/api/audit/log/events?from=" + from + to, file);
        out.println("souk: exported to " + file);
        return true;
    }

    private boolean checkpoint() {
        out.println(souk.get("/api/audit/log/checkpoint"));
        return true;
    }

    private static long position(List<String> words, int at) {
        try {
            return Long.parseLong(value(words, at));
        } catch (NumberFormatException unlike) {
            throw new IllegalArgumentException(words.get(at - 1) + " needs a position.", unlike);
        }
    }

    private static String value(List<String> words, int at) {
        if (at >= words.size()) {
            throw new IllegalArgumentException(words.get(at - 1) + " needs a value.");
        }
        return words.get(at);
    }

    private static IllegalArgumentException unknown(String what, String word) {
        return new IllegalArgumentException(what + " does not know '" + word + "'.");
    }
}
