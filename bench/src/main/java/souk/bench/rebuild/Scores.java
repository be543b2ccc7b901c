package souk.bench.rebuild;

import souk.bench.harness.Figures;
import souk.bench.harness.ProcessorTimes;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long each way took for each projection, and how much work it was. */
final class Scores {

    /** What takes the time that is measured. */
    interface Work {
        void run() throws Exception;
    }

    private record Score(double seconds, Duration work) {}

    private final ProcessorTimes processors;
    private final PrintStream progress;
    private final List<Figures> figures = new ArrayList<>();
    private final Map<String, Score> scores = new HashMap<>();

    Scores(ProcessorTimes processors, PrintStream progress) {
        this.processors = processors;
        this.progress = progress;
    }

    /** The number of events counts, however few of them are handled. */
    void measure(String way, String projection, long events, Work work) throws Exception {
        ProcessorTimes.Reading before = processors.read();
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        add(way, projection, seconds, events, processors.read().since(before));
    }

    /** Where time is not all that passed meanwhile. */
    void add(String way, String projection, double seconds, long events) {
        add(way, projection, seconds, events, Map.of());
    }

    private void add(
            String way,
            String projection,
            double seconds,
            long events,
            Map<String, Duration> processorTime) {
        Map<String, Double> micros = new LinkedHashMap<>();
        processorTime.forEach((who, time) -> micros.put(who, time.toNanos() / 1e3 / events));
        double rate = events / seconds;
        figures.add(
                new Figures(way, projection + ", " + way, 1, rate, rate, rate, 0, 0, 0, 0, micros));
        Duration all = processorTime.values().stream().reduce(Duration.ZERO, Duration::plus);
        scores.put(keyOf(way, projection), new Score(seconds, all));
        progress.printf(
                Locale.ROOT,
                "%-28s %,12.0f events/s  CPU µs %s%n",
                keyOf(way, projection),
                rate,
                micros);
    }

    private static String keyOf(String way, String projection) {
        return way + " " + projection;
    }

    boolean has(String way, String projection) {
        return scores.containsKey(keyOf(way, projection));
    }

    double seconds(String way, String projection) {
        return of(way, projection).seconds();
    }

    /** Of all processors: other processes disturb it less than the clock. */
    double work(String way, String projection) {
        return of(way, projection).work().toNanos() / 1e9;
    }

    private Score of(String way, String projection) {
        return scores.getOrDefault(keyOf(way, projection), new Score(Double.NaN, Duration.ZERO));
    }

    List<Figures> figures() {
        return figures;
    }
}
