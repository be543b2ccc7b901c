package souk.bench.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Contenders take turns, so that whatever else the machine does hits all of them alike. */
public final class Tournament {

    private static final Duration WATCH = Duration.ofMillis(200);

    /** Up to which share of the machine others do not disturb. */
    private static final double QUIET = 0.15;

    /** How long, how often, and how much time in all to spend on rounds that others disturb. */
    public record Plan(Duration warmUp, int rounds, Duration round, Duration patience) {}

    private final Plan plan;
    private final ProcessorTimes processors;
    private final PrintStream progress;
    private long patienceNanos;

    public Tournament(Plan plan, ProcessorTimes processors, PrintStream progress) {
        this.plan = plan;
        this.processors = processors;
        this.progress = progress;
        this.patienceNanos = plan.patience().toNanos();
    }

    public Results run(List<Contender> contenders) throws Exception {
        List<Team> teams = new ArrayList<>();
        for (Contender contender : contenders) {
            Team team = new Team(contender);
            teams.add(team);
            tell("warm-up", team, team.play(plan.warmUp(), processors));
        }
        Results results = new Results();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Team team : teams) {
                results.add(team.contender(), quietest("round " + round, team));
            }
        }
        return results;
    }

    /**
     * A disturbed round is played again, as long as there is patience; the least disturbed counts.
     */
    private Round quietest(String name, Team team) throws Exception {
        Round best = played(name, team);
        while (best.takenByOthers() > QUIET && patienceNanos > 0) {
            long began = System.nanoTime();
            if (processors.takenByOthersDuring(WATCH) <= QUIET) {
                Round again = played(name, team);
                best = again.takenByOthers() < best.takenByOthers() ? again : best;
            }
            patienceNanos -= System.nanoTime() - began;
        }
        return best;
    }

    private Round played(String name, Team team) throws Exception {
        Round round = team.play(plan.round(), processors);
        tell(name, team, round);
        return round;
    }

    private void tell(String name, Team team, Round round) {
        progress.printf(
                Locale.ROOT,
                "%-8s  %-8s %,12.0f/s   p99 %8.3f ms   others %2.0f %%%n",
                name,
                team.contender().key(),
                round.perSecond(),
                round.percentileMillis(99),
                100 * round.takenByOthers());
    }
}
