package souk.terminal;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line for one rebuild or check, written over again where that can be seen. */
final class ProgressBar {

    private static final int WIDTH = 30;

    private final String projection;
    private final PrintStream out;
    private final boolean overwrites;
    private @Nullable String lastPhase;

    ProgressBar(String projection, PrintStream out, boolean overwrites) {
        this.projection = projection;
        this.out = out;
        this.overwrites = overwrites;
    }

    void show(JsonNode rebuild) {
        String phase = rebuild.get("phase").stringValue();
        if (overwrites) {
            out.print("\r\u001b[K" + line(rebuild));
            out.flush();
        } else if (!phase.equals(lastPhase)) {
            out.println(line(rebuild));
        }
        lastPhase = phase;
    }

    void end() {
        if (overwrites) {
            out.println();
        }
    }

    private String line(JsonNode rebuild) {
        long done = rebuild.get("done").longValue();
        long total = rebuild.get("total").longValue();
        long rate = rebuild.get("rate").longValue();
        boolean isDone = rebuild.get("phase").stringValue().equals("DONE");
        // of nothing, all is done
        long percent = isDone ? 100 : total == 0 ? 0 : 100 * done / total;
        int filled = (int) (WIDTH * percent / 100);
        return String.format(
                Locale.ROOT,
                "%s %-9s [%s%s] %3d %%%s%s",
                projection,
                rebuild.get("phase").stringValue(),
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent,
                total == 0
                        ? ""
                        : String.format(Locale.ROOT, "  %,d of %,d  %,d/s", done, total, rate),
                rate == 0 || done >= total ? "" : "  " + left((total - done) / rate) + " left");
    }

    private static String left(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        return "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }
}
