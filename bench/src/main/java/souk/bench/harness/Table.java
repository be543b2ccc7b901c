package souk.bench.harness;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A report for people. */
public final class Table {

    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    public void print(Report report) {
        out.printf("%n%s%n%n", report.bench());
        report.circumstances().forEach((what, value) -> out.printf("  %-18s %s%n", what, value));
        out.println();
        printFigures(report);
        out.println();
        report.targets().forEach(this::print);
        if (!report.remarks().isEmpty()) {
            out.println();
        }
        report.remarks().forEach(remark -> out.println("  " + remark));
    }

    private void printFigures(Report report) {
        List<Figures> all = report.figures();
        int width = all.stream().mapToInt(figures -> figures.what().length()).max().orElse(0);
        Set<String> who =
                all.isEmpty() ? Set.of() : all.getFirst().processorMicrosPerUnit().keySet();
        out.printf(
                "  %-8s %-" + width + "s %7s %11s %21s %9s %9s %9s %9s",
                "",
                "",
                "clients",
                "per second",
                "slowest–fastest round",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "p99.9 ms");
        who.forEach(name -> out.printf("  CPU µs %-10s", name));
        out.println();
        for (Figures figures : all) {
            print(figures, width);
        }
    }

    private void print(Figures figures, int width) {
        out.printf(
                Locale.ROOT,
                "  %-8s %-" + width + "s %7d %,11.0f %21s %9.3f %9.3f %9.3f %9.3f",
                figures.key(),
                figures.what(),
                figures.clients(),
                figures.perSecond(),
                String.format(
                        Locale.ROOT, "%,.0f–%,.0f", figures.slowestRound(), figures.fastestRound()),
                figures.p50Millis(),
                figures.p95Millis(),
                figures.p99Millis(),
                figures.p999Millis());
        figures.processorMicrosPerUnit()
                .values()
                .forEach(micros -> out.printf(Locale.ROOT, "  %-17.1f", micros));
        out.println();
    }

    private void print(Target target) {
        out.printf(
                Locale.ROOT,
                "  %-7s %-58s %8.2f   target %s %.2f%n",
                target.met() ? "met" : "MISSED",
                target.what(),
                target.measured(),
                target.direction() == Target.Direction.AT_LEAST ? "≥" : "≤",
                target.limit());
    }
}
