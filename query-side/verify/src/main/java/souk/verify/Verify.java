package souk.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** {@code java -jar souk-verify.jar}: its help says what it does. */
public final class Verify {

    public static final int WELL = 0;
    public static final int FAULTY = 1;
    public static final int UNABLE = 2;
    public static final int OPEN = 3;

    private final Arguments arguments;
    private final Report report = new Report();

    private Verify(Arguments arguments) {
        this.arguments = arguments;
    }

    static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(words), out));
    }

    /** The exit code; what there is to say, is written. */
    public static int run(List<String> words, PrintStream out) {
        try {
            if (words.isEmpty() || words.contains("--help") || words.contains("help")) {
                out.print(help());
                return words.isEmpty() ? UNABLE : WELL;
            }
            return new Verify(Arguments.parse(words)).run(out);
        } catch (Unable unable) {
            out.println("souk-verify: " + unable.getMessage());
            return UNABLE;
        } catch (IOException | UncheckedIOException broken) {
            out.println("souk-verify: a file can't be read: " + broken.getMessage());
            return UNABLE;
        }
    }

    private static String help() throws IOException {
        try (InputStream text = Verify.class.getResourceAsStream("help.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int run(PrintStream out) {
        verify();
        report.print(out);
        return report.hasFaults() ? FAULTY : report.isOpen() ? OPEN : WELL;
    }

    private void verify() {
        Sorted files = Sorted.of(arguments.files());
        Roots roots = new Roots();
        Proofs proofs = new Proofs(report);
        files.proofs().forEach(file -> proofs.read(file, roots));
        roots.want(proofs.sizes());
        Saved saved = new Saved(report);
        arguments.trusted().forEach(saved::read);
        roots.want(saved.sizes());
        String key = arguments.key();
        Trust trust = key == null ? Trust.onFirstUse() : Trust.in(key);
        if (files.checkpoints() == null) {
            throw new Unable(
                    "bring the checkpoints: without them, anybody could have made the rest");
        }
        var signed = new CheckpointFile(files.checkpoints(), trust, report);
        signed.check(roots);
        roots.admit(trust, signed, proofs.consistencies(), report);
        saved.admit(trust, signed.origin());
        try (var cursor = signed.cursor()) {
            walk(files.exports(), new Walk(cursor, proofs, roots, saved, report), signed.size());
        }
        proofs.checkConsistency(roots);
        proofs.checkInclusion(roots);
        saved.compare(signed.size(), roots, proofs.consistencies());
    }

    private void walk(List<Sorted.Export> exports, Walk walk, long signed) {
        for (Sorted.Export export : exports) {
            try (Lines lines = new Lines(export.file())) {
                walk.opens(export.first(), new Place(export.file(), 1), !arguments.part());
                for (String line = lines.next(); line != null; line = lines.next()) {
                    take(line, lines.place(), walk);
                }
            }
        }
        walk.end();
        if (!arguments.part() && !exports.isEmpty() && walk.next() < signed) {
            report.fault(
                    exports.getLast().file().getFileName(),
                    Report.positions(walk.next(), signed - 1)
                            + " signed for, and missing at the end (--part if that is right)");
        }
    }

    private void take(String line, Place place, Walk walk) {
        try {
            walk.line(ExportLine.of(Json.line(line), place));
        } catch (Unreadable fault) {
            report.fault(place, Objects.toString(fault.getMessage()));
        }
    }
}
