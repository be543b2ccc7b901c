package souk.platform.postgres;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
            out.printf(Locale.ROOT, "%s, %.1f MB. It holds all keys.%n", to, Files.size(to) / 1e6);
        } else {
            DataBackup.restore(from, to);
            out.println(to + " is as it was. ./souk up --data " + to + " starts on it.");
        }
    }
}
