package souk.bench.harness;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who used the processors: named groups of processes, and all others where the system tells. */
public final class ProcessorTimes {

    private static final Path SYSTEM = Path.of("/proc/stat");
    private static final double NANOS_PER_TICK = 1e7;

    private final Map<String, ProcessGroup> groups = new LinkedHashMap<>();

    /** The processes of one name, as they are when asked. */
    @FunctionalInterface
    public interface ProcessGroup {
        Stream<ProcessHandle> processes();
    }

    /** What each process has used so far. */
    public record Reading(Map<String, Map<Long, Duration>> groups, OptionalDouble busyNanos) {

        // processes come and go: of those that have gone, whoever started them knows
        public Map<String, Duration> since(Reading before) {
            Map<String, Duration> used = new LinkedHashMap<>();
            groups.forEach(
                    (name, processes) -> {
                        Map<Long, Duration> then = before.groups().getOrDefault(name, Map.of());
                        used.put(name, all(processes).minus(all(then)));
                    });
            return used;
        }

        private static Duration all(Map<Long, Duration> processes) {
            return processes.values().stream().reduce(Duration.ZERO, Duration::plus);
        }

        /** The share of the machine that processes of no group have used; zero where unknown. */
        public double takenByOthersSince(Reading before, Duration elapsed) {
            if (busyNanos.isEmpty() || before.busyNanos.isEmpty()) {
                return 0;
            }
            double ours = since(before).values().stream().mapToDouble(Duration::toNanos).sum();
            double all = busyNanos.getAsDouble() - before.busyNanos.getAsDouble();
            double machine =
                    (double) elapsed.toNanos() * Runtime.getRuntime().availableProcessors();
            return Math.max(0, (all - ours) / machine);
        }
    }

    /** Counts this process. */
    public ProcessorTimes ofThisProcess(String name) {
        return of(name, () -> Stream.of(ProcessHandle.current()));
    }

    public ProcessorTimes of(String name, ProcessGroup group) {
        groups.put(name, group);
        return this;
    }

    /** A server whose first process is recorded in a file, as PostgreSQL's is. */
    public ProcessorTimes ofServer(String name, Path pidFile) {
        return of(name, () -> family(pidFile));
    }

    private static Stream<ProcessHandle> family(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid).stream()
                    .flatMap(first -> Stream.concat(Stream.of(first), first.children()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Reading read() {
        Map<String, Map<Long, Duration>> used = new LinkedHashMap<>();
        groups.forEach((name, group) -> used.put(name, timesOf(group)));
        return new Reading(used, busyNanos());
    }

    double takenByOthersDuring(Duration watch) throws InterruptedException {
        Reading before = read();
        long began = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(watch.toNanos());
        return read().takenByOthersSince(before, Duration.ofNanos(System.nanoTime() - began));
    }

    private static Map<Long, Duration> timesOf(ProcessGroup group) {
        Map<Long, Duration> times = new HashMap<>();
        group.processes()
                .forEach(
                        process -> {
                            times.put(process.pid(), timeOf(process));
                            times.put(-process.pid(), timeOfEnded(process.pid()));
                        });
        return times;
    }

    private static Duration timeOf(ProcessHandle process) {
        if (process.pid() == ProcessHandle.current().pid()
                && ManagementFactory.getOperatingSystemMXBean()
                        instanceof OperatingSystemMXBean system) {
            return Duration.ofNanos(system.getProcessCpuTime());
        }
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    // fields 16 and 17, in hundredths of a second; the name may hold blanks
    private static Duration timeOfEnded(long parent) {
        try {
            String state = Files.readString(Path.of("/proc", Long.toString(parent), "stat"));
            String[] fields = state.substring(state.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
            return Duration.ofNanos(Math.round(ticks * NANOS_PER_TICK));
        } catch (IOException | IndexOutOfBoundsException unknown) {
            return Duration.ZERO;
        }
    }

    // user, nice, system, idle, waiting, interrupts, soft interrupts, stolen; in hundredths of a
    // second
    private static OptionalDouble busyNanos() {
        if (!Files.isReadable(SYSTEM)) {
            return OptionalDouble.empty();
        }
        try (Stream<String> lines = Files.lines(SYSTEM)) {
            String[] ticks = lines.findFirst().orElse("").split(" +");
            double busy = 0;
            for (int column : new int[] {1, 2, 3, 6, 7, 8}) {
                busy += Long.parseLong(ticks[column]);
            }
            return OptionalDouble.of(busy * NANOS_PER_TICK);
        } catch (IOException | IndexOutOfBoundsException unreadable) {
            return OptionalDouble.empty();
        }
    }
}
