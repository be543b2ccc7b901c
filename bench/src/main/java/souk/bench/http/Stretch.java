package souk.bench.http;

import org.HdrHistogram.Histogram;

import souk.bench.harness.Figures;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What visitors of one rate have met with.
 *
 * @param refusals what was not answered as it should, and how often
 * @param others the share of the machine that others took
 */
record Stretch(
        double offered,
        double perSecond,
        Histogram nanos,
        Map<Kind, Histogram> kinds,
        Map<String, Long> refusals,
        Map<String, Duration> processorTime,
        double others) {

    /** Of a thousand requests this many may be refused. */
    private static final int REFUSED = 1;

    boolean holds(double percentile, double millis) {
        return millis(percentile) <= millis && refused() * 1_000 <= REFUSED * nanos.getTotalCount();
    }

    Stretch costing(Map<String, Duration> processorTime) {
        return new Stretch(offered, perSecond, nanos, kinds, refusals, processorTime, others);
    }

    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    Figures figures(String key, String what, int clients) {
        return new Figures(
                key,
                what,
                clients,
                perSecond,
                perSecond,
                perSecond,
                millis(50),
                millis(95),
                millis(99),
                millis(99.9),
                processorMicros());
    }

    /**
     * Processor time of an answer as a multiple of what asking for it takes: a machine that gets
     * slower, because others on its host are busy, changes both.
     */
    double effort() {
        Map<String, Double> micros = processorMicros();
        double asking = micros.getOrDefault(Server.CLIENT, 0.0);
        double all = micros.values().stream().mapToDouble(it -> it).sum();
        return asking == 0 ? 0 : (all - asking) / asking;
    }

    /** Each request's. */
    private Map<String, Double> processorMicros() {
        Map<String, Double> micros = new LinkedHashMap<>();
        processorTime.forEach(
                (who, time) ->
                        micros.put(who, time.toNanos() / 1e3 / Math.max(1, nanos.getTotalCount())));
        return micros;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,7.0f/s offered  %,7.0f/s answered   p50 %8.1f  p95 %8.1f  p99 %8.1f ms   refused"
                        + " %d %s  others %2.0f %%",
                offered,
                perSecond,
                millis(50),
                millis(95),
                millis(99),
                refused(),
                refusals,
                100 * others);
    }
}
