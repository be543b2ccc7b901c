package souk.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes tell of themselves where there is a /proc; nothing elsewhere. */
final class Memory {

    private static final double KB_PER_MB = 1024;

    private Memory() {}

    /** In MB. */
    static double resident(long pid) {
        return told(pid, "status", "VmRSS:") / KB_PER_MB;
    }

    /** In MB, of all processes of a PostgreSQL; what they share is counted once. */
    static double ofServer(Path pidFile) throws IOException {
        long first = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(first).stream()
                        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.children()))
                        .mapToDouble(handle -> told(handle.pid(), "smaps_rollup", "Pss:"))
                        .sum()
                / KB_PER_MB;
    }

    static int threads(long pid) {
        return (int) told(pid, "status", "Threads:");
    }

    static int files(long pid) throws IOException {
        Path descriptors = Path.of("/proc", String.valueOf(pid), "fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(descriptors)) {
            return (int) files.count();
        }
    }

    // a process may have ended since it was found
    private static double told(long pid, String file, String line) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), file))) {
            return lines.filter(text -> text.startsWith(line))
                    .mapToDouble(text -> Double.parseDouble(text.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
