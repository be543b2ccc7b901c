package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.audit.Finding;
import souk.audit.Finding.What;
import souk.kernel.proof.StoredRecord;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Events that are not what was sealed at their position. Looks among those close by whether they
 * were sealed at another, and tells many in a row as one.
 */
final class Misfits {

    private static final int WINDOW = 64;

    private static final class Misfit {
        private final StoredRecord stored;
        private final byte[] sealed;
        private @Nullable Long sealedAt;

        Misfit(StoredRecord stored, byte[] sealed) {
            this.stored = stored;
            this.sealed = sealed;
        }

        long distance() {
            return sealedAt == null ? 0 : sealedAt - stored.position();
        }

        boolean fits(Misfit other) {
            return MessageDigest.isEqual(
                    stored.at(other.stored.position()).leafHash(), other.sealed);
        }
    }

    private final Course course;
    private final Deque<Misfit> recent = new ArrayDeque<>();
    private @Nullable Misfit first;
    private @Nullable Misfit last;

    Misfits(Course course) {
        this.course = course;
    }

    void add(StoredRecord stored, byte[] sealed) {
        Misfit misfit = new Misfit(stored, sealed);
        // from the nearest on: neighbours change places most easily
        for (Iterator<Misfit> others = recent.descendingIterator(); others.hasNext(); ) {
            Misfit other = others.next();
            if (misfit.sealedAt == null && misfit.fits(other)) {
                misfit.sealedAt = other.stored.position();
            }
            if (other.sealedAt == null && other.fits(misfit)) {
                other.sealedAt = stored.position();
            }
        }
        recent.add(misfit);
        if (recent.size() > WINDOW) {
            tell(recent.removeFirst());
        }
    }

    /** What is still to be told is found again by whoever goes on from here. */
    long toldUpTo(long position) {
        if (first != null) {
            return first.stored.position();
        }
        return recent.isEmpty() ? position : recent.getFirst().stored.position();
    }

    void end() {
        recent.forEach(this::tell);
        recent.clear();
        flush();
    }

    private void tell(Misfit misfit) {
        if (last == null
                || misfit.stored.position() != last.stored.position() + 1
                || misfit.distance() != last.distance()) {
            flush();
            first = misfit;
        }
        last = misfit;
    }

    private void flush() {
        if (first == null || last == null) {
            return;
        }
        long from = first.stored.position();
        long to = last.stored.position();
        Long sealed = first.sealedAt;
        course.finds(
                sealed == null
                        ? new Finding(
                                What.CHANGED,
                                from,
                                to,
                                null,
                                "What is stored here is not what was sealed; it is of stream %s."
                                        .formatted(first.stored.stream()))
                        : new Finding(
                                What.MOVED,
                                from,
                                to,
                                null,
                                "What is stored here was sealed at positions %d to %d."
                                        .formatted(sealed, to + last.distance())));
        first = null;
        last = null;
    }
}
