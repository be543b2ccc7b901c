package souk.verify;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What was found, what was verified, and what could not be. */
final class Report {

    private static final int MOST = 1_000;

    private final List<String> faults = new ArrayList<>();
    private final List<String> verified = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private long more;

    void fault(Object where, String what) {
        if (faults.size() < MOST) {
            faults.add(where + ": " + what);
        } else {
            more++;
        }
    }

    void verified(String what) {
        verified.add(what);
    }

    /** Nothing is wrong about it as far as can be seen, but that is not far enough. */
    void open(String what) {
        if (open.size() < MOST) {
            open.add(what);
        }
    }

    boolean hasFaults() {
        return !faults.isEmpty();
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    void print(PrintStream out) {
        section("FAULTS", faults, out);
        if (more > 0) {
            out.println("  and " + more + " more");
        }
        section("VERIFIED", verified, out);
        section("NOT VERIFIED", open, out);
        if (hasFaults()) {
            out.println("This is not what was sealed: " + (faults.size() + more) + " faults.");
        } else if (isOpen()) {
            out.println("No fault, but not all of it could be verified.");
        } else {
            out.println("All of it is what was sealed.");
        }
    }

    private static void section(String title, List<String> lines, PrintStream out) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.forEach(line -> out.println("  " + line));
        }
    }

    static String positions(long first, long last) {
        return first == last ? "position " + first : "positions " + first + "–" + last;
    }
}
