package souk.bench.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All rounds of all contenders. */
public final class Results {

    private final Map<Contender, List<Round>> rounds = new LinkedHashMap<>();

    void add(Contender contender, Round round) {
        rounds.computeIfAbsent(contender, _ -> new ArrayList<>()).add(round);
    }

    public boolean has(String key) {
        return rounds.keySet().stream().anyMatch(contender -> contender.key().equals(key));
    }

    public List<Figures> figures() {
        return rounds.entrySet().stream()
                .map(entry -> figures(entry.getKey(), entry.getValue()))
                .toList();
    }

    public Figures figures(String key) {
        return figures().stream()
                .filter(figures -> figures.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** How long most calls take at the longest, compared as rates are. */
    public double ratioAt(double percentile, String key, String to) {
        List<Round> ones = of(key);
        List<Round> others = of(to);
        return Medians.of(
                IntStream.range(0, Math.min(ones.size(), others.size()))
                        .mapToObj(
                                i ->
                                        ones.get(i).percentileMillis(percentile)
                                                / others.get(i).percentileMillis(percentile))
                        .toList());
    }

    public double percentile(double percentile, String key) {
        return Medians.of(
                of(key).stream().map(round -> round.percentileMillis(percentile)).toList());
    }

    /** Rounds are compared with their neighbours in time; the median of those ratios counts. */
    public double ratio(String key, String to) {
        List<Round> ones = of(key);
        List<Round> others = of(to);
        return Medians.of(
                IntStream.range(0, Math.min(ones.size(), others.size()))
                        .mapToObj(i -> ones.get(i).perSecond() / others.get(i).perSecond())
                        .toList());
    }

    /** How quiet the machine was. */
    public String noise() {
        List<Double> taken = all().stream().map(Round::takenByOthers).toList();
        return String.format(
                Locale.ROOT,
                "Other processes and the kernel took %.0f %% of the processors in the median round,"
                        + " %.0f %% in the worst.",
                100 * Medians.of(taken),
                100 * Collections.max(taken));
    }

    private Collection<Round> all() {
        return rounds.values().stream().flatMap(List::stream).toList();
    }

    private List<Round> of(String key) {
        return rounds.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(key))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Figures figures(Contender contender, List<Round> rounds) {
        Map<String, Double> processors = new LinkedHashMap<>();
        for (String who : rounds.getFirst().processorTime().keySet()) {
            processors.put(who, median(rounds, round -> round.processorMicrosPerUnit(who)));
        }
        return new Figures(
                contender.key(),
                contender.what(),
                contender.clients(),
                median(rounds, Round::perSecond),
                rounds.stream().mapToDouble(Round::perSecond).min().orElseThrow(),
                rounds.stream().mapToDouble(Round::perSecond).max().orElseThrow(),
                median(rounds, round -> round.percentileMillis(50)),
                median(rounds, round -> round.percentileMillis(95)),
                median(rounds, round -> round.percentileMillis(99)),
                median(rounds, round -> round.percentileMillis(99.9)),
                processors);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Medians.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
