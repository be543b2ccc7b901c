package souk.bench.scaling;

import souk.bench.http.Kind;
import souk.bench.http.MixedBench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What has been measured on one machine.
 *
 * @param kinds processor time of each kind of request, the views of what it changes included
 * @param eventsOfRequest of the mix, in the mean
 * @param logBytes of an event on disk
 */
record Costs(Map<Kind, Cost> kinds, double eventsOfRequest, double logBytes) {

    /**
     * In microseconds.
     *
     * @param server of the process that does everything but storing
     * @param database of PostgreSQL
     */
    record Cost(double server, double database) {

        Cost plus(Cost other, double times) {
            return new Cost(server + times * other.server, database + times * other.database);
        }
    }

    /** As ./souk bench mixed --json has measured them. */
    static Costs in(Path file) {
        JsonNode report = JsonMapper.shared().readTree(file.toFile());
        Map<Kind, Cost> kinds = new EnumMap<>(Kind.class);
        for (JsonNode figure : report.get("figures")) {
            for (Kind kind : Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(figure.get("key").stringValue())) {
                    JsonNode micros = figure.get("processorMicrosPerUnit");
                    kinds.put(
                            kind,
                            new Cost(
                                    micros.get("server").doubleValue(),
                                    micros.get("PostgreSQL").doubleValue()));
                }
            }
        }
        if (kinds.size() < Kind.values().length) {
            throw new IllegalArgumentException(file + " does not tell all costs: only " + kinds);
        }
        JsonNode circumstances = report.get("circumstances");
        return new Costs(
                kinds,
                number(circumstances, MixedBench.EVENTS) / 1_000,
                number(circumstances, MixedBench.LOG_BYTES));
    }

    private static double number(JsonNode circumstances, String name) {
        return Double.parseDouble(circumstances.get(name).stringValue());
    }

    Cost of(Kind kind) {
        Cost cost = kinds.get(kind);
        if (cost == null) {
            throw new IllegalArgumentException("What does " + kind + " cost?");
        }
        return cost;
    }

    /** Of a request of the mix, in the mean. */
    Cost mean() {
        Cost all = new Cost(0, 0);
        for (Kind kind : Kind.values()) {
            all = all.plus(of(kind), kind.share() / 100.0);
        }
        return all;
    }
}
