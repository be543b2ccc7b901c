package souk.verify;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Lines whose content is not what was sealed. Looks among those close by whether it was sealed at
 * another position, and tells many in a row as one.
 */
final class Misfits {

    private static final int WINDOW = 64;

    private static final class Misfit {
        private final ExportLine line;
        private @Nullable Long sealedAt;

        Misfit(ExportLine line) {
            this.line = line;
        }
    }

    private final Report report;
    private final Deque<Misfit> recent = new ArrayDeque<>();
    private @Nullable Misfit first;
    private @Nullable Misfit last;
    private long count;

    Misfits(Report report) {
        this.report = report;
    }

    long count() {
        return count;
    }

    void add(ExportLine line) {
        count++;
        Misfit misfit = new Misfit(line);
        // from the nearest on: neighbours change places most easily
        for (Iterator<Misfit> others = recent.descendingIterator(); others.hasNext(); ) {
            Misfit other = others.next();
            if (misfit.sealedAt == null && fits(line, other.line)) {
                misfit.sealedAt = other.line.position();
            }
            if (other.sealedAt == null && fits(other.line, line)) {
                other.sealedAt = line.position();
            }
        }
        recent.add(misfit);
        if (recent.size() > WINDOW) {
            tell(recent.removeFirst());
        }
    }

    private static boolean fits(ExportLine content, ExportLine sealed) {
        byte[] leaf = content.leafAt(sealed.position());
        return leaf != null && MessageDigest.isEqual(leaf, sealed.stated());
    }

    void end() {
        recent.forEach(this::tell);
        recent.clear();
        flush();
    }

    private void tell(Misfit misfit) {
        if (last == null || !goesOn(last, misfit)) {
            flush();
            first = misfit;
        }
        last = misfit;
    }

    private static boolean goesOn(Misfit before, Misfit next) {
        return next.line.position() == before.line.position() + 1
                && next.line.place().file().equals(before.line.place().file())
                && distance(before) == distance(next);
    }

    private static long distance(Misfit misfit) {
        return misfit.sealedAt == null ? 0 : misfit.sealedAt - misfit.line.position();
    }

    private void flush() {
        if (first == null || last == null) {
            return;
        }
        Long sealed = first.sealedAt;
        report.fault(
                first.line.place(),
                Report.positions(first.line.position(), last.line.position())
                        + (sealed == null
                                ? ": what stands here is not what was sealed"
                                : ": what stands here was sealed at "
                                        + Report.positions(
                                                sealed, last.line.position() + distance(last))));
        first = null;
        last = null;
    }
}
