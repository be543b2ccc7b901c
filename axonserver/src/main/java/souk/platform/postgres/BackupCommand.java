package souk.platform.postgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** {@code ./souk backup DATA FILE} and {@code ./souk restore FILE DATA}. */
final class BackupCommand {

    private BackupCommand() {}

    static void main(String[] arguments) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            run(List.of(arguments));
        } catch (FileAlreadyExistsException there) {
            err.println("souk: " + there.getMessage() + " is there already.");
            System.exit(1);
        } catch (IOException | UncheckedIOException | DataDirectoryInUse failed) {
            err.println("souk: " + failed.getMessage());
            System.exit(1);
        }
    }

    private static void run(List<String> words) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path from = Path.of(words.get(1));
        Path to = Path.of(words.get(2));
        if (words.getFirst().equals("backup")) {
            DataBackup.take(from, to);
            String held = held(from, System.getenv("SOUK_AUDIT_DIRECTORY"));
            out.printf(Locale.ROOT, "%s, %.1f MB. %s%n", to, Files.size(to) / 1e6, held);
        } else {
            DataBackup.restore(from, to);
            out.println(to + " is as it was. ./souk up --data " + to + " starts on it.");
        }
    }

    /**
     * @param told where the log is signed, if not in the data directory
     */
    static String held(Path data, @Nullable String told) throws IOException {
        Path signed = told == null || told.isBlank() ? data.resolve("audit") : Path.of(told);
        if (realPathOf(signed).startsWith(data.toRealPath())) {
            return "It holds all keys.";
        }
        return "It holds the keys of personal data, and nothing of %s: copy that, too."
                .formatted(signed);
    }

    // it need not be there yet
    private static Path realPathOf(Path path) throws IOException {
        Path wanted = path.toAbsolutePath().normalize();
        Path there = wanted;
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent());
        }
        return there.toRealPath().resolve(there.relativize(wanted));
    }
}
