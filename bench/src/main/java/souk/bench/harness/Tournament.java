package souk.bench.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Contenders take turns, so that whatever else the machine does hits all of them alike. */
public final class Tournament {

    /** How long and how often. */
    public record Plan(Duration warmUp, int rounds, Duration round) {}

    private final Plan plan;
    private final ProcessorTimes processors;
    private final PrintStream progress;

    public Tournament(Plan plan, ProcessorTimes processors, PrintStream progress) {
        this.plan = plan;
        this.processors = processors;
        this.progress = progress;
    }

    public Results run(List<Contender> contenders) throws Exception {
        List<Team> teams = new ArrayList<>();
        for (Contender contender : contenders) {
            Team team = new Team(contender);
            teams.add(team);
            progress.printf(Locale.ROOT, "warm-up  %-8s", contender.key());
            tell(team.play(plan.warmUp(), processors));
        }
        Results results = new Results();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Team team : teams) {
                progress.printf(Locale.ROOT, "round %d  %-8s", round, team.contender().key());
                Round played = team.play(plan.round(), processors);
                tell(played);
                results.add(team.contender(), played);
            }
        }
        return results;
    }

    private void tell(Round round) {
        progress.printf(
                Locale.ROOT,
                "%,12.0f/s   p99 %8.3f ms   others %2.0f %%%n",
                round.perSecond(),
                round.percentileMillis(99),
                100 * round.takenByOthers());
    }
}
