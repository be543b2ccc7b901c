package souk.audit.query;

import java.util.ArrayDeque;
import java.util.Deque;

/** The latest lines: one that was written twice, since two nodes took turns, counts once. */
final class Recent {

    private static final int MOST = 64;

    private final Deque<String> lines = new ArrayDeque<>();

    boolean isNew(String line) {
        if (lines.contains(line)) {
            return false;
        }
        lines.addLast(line);
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
        return true;
    }
}
