package souk.verify;

import java.util.StringJoiner;

/** Positions whose words were not shown; as many stretches of them as somebody may want to read. */
final class Withheld {

    private static final int MOST = 1_000;

    private final StringJoiner told = new StringJoiner(", ");
    private long count;
    private int stretches;
    private long first;
    private long last = -1;

    void add(long position) {
        if (count > 0 && position != last + 1) {
            tell();
        }
        if (count == 0 || position != last + 1) {
            first = position;
        }
        last = position;
        count++;
    }

    private void tell() {
        stretches++;
        if (stretches <= MOST) {
            told.add(first == last ? String.valueOf(first) : first + "–" + last);
        }
    }

    void end(Report report) {
        if (count > 0) {
            tell();
            report.verified(
                    "%d positions whose content is withheld: their places, not their words: %s%s"
                            .formatted(count, told, stretches > MOST ? " and more" : ""));
        }
    }
}
