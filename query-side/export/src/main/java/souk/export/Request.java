package souk.export;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What to export, and where to.
 *
 * @param subject {@link #EVENTS}, or the name of a projection
 * @param table of the projection, if it has several
 * @param types of events; none are all
 * @param from the first position, or an instant after which
 * @param to the last position, or an instant up to which
 */
record Request(
        String subject,
        @Nullable String table,
        List<String> types,
        @Nullable String from,
        @Nullable String to,
        Format format,
        Path out) {

    enum Format {
        CSV,
        PARQUET
    }

    static final String EVENTS = "events";

    private static final Set<String> OPTIONS =
            Set.of("--format", "--table", "--types", "--from", "--to", "--out");

    boolean ofEvents() {
        return subject.equals(EVENTS);
    }

    static Request parse(List<String> arguments) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            throw new Misunderstanding("what shall be exported: events, or which projection?");
        }
        Map<String, String> options = options(arguments.subList(1, arguments.size()));
        String out = options.get("--out");
        if (out == null || out.isBlank()) {
            throw new Misunderstanding("--out says into which file.");
        }
        var request =
                new Request(
                        arguments.getFirst(),
                        options.get("--table"),
                        options.containsKey("--types")
                                ? List.of(options.get("--types").split(","))
                                : List.of(),
                        options.get("--from"),
                        options.get("--to"),
                        format(options.get("--format"), out),
                        Path.of(out).toAbsolutePath());
        request.mustMakeSense();
        return request;
    }

    private void mustMakeSense() {
        if (ofEvents() && table != null) {
            throw new Misunderstanding("--table is for projections.");
        }
        if (!ofEvents() && (!types.isEmpty() || from != null || to != null)) {
            throw new Misunderstanding("--types, --from and --to are for events.");
        }
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String[] option = arguments.get(i).split("=", 2);
            if (!OPTIONS.contains(option[0])) {
                throw new Misunderstanding("export does not know '" + option[0] + "'.");
            }
            if (option.length == 1 && i + 1 == arguments.size()) {
                throw new Misunderstanding(option[0] + " needs a value.");
            }
            options.put(option[0], option.length == 2 ? option[1] : arguments.get(++i));
        }
        return options;
    }

    // where nothing is said, the file's name says it
    private static Format format(@Nullable String named, String out) {
        String format = named != null ? named : out.endsWith(".parquet") ? "parquet" : "csv";
        try {
            return Format.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new Misunderstanding("--format is csv or parquet, not '" + format + "'.");
        }
    }
}
