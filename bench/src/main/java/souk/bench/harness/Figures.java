package souk.bench.harness;

import java.util.Map;

/** The medians of one contender's rounds, and how far apart the rounds were. */
public record Figures(
        String key,
        String what,
        int clients,
        double perSecond,
        double slowestRound,
        double fastestRound,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double p999Millis,
        Map<String, Double> processorMicrosPerUnit) {}
