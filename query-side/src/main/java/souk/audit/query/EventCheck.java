package souk.audit.query;

import souk.audit.CheckView.Phase;
import souk.audit.Finding;
import souk.audit.Finding.What;
import souk.audit.query.TreeCheck.Leaves;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import java.security.MessageDigest;
import java.util.List;

/** Compares every event with its leaf. */
final class EventCheck {

    private final EventRecords records;
    private final SealedLog log;
    private final long asked;
    private final Course course;
    private final Misfits misfits;

    /**
     * @param asked where the event stands that says who wants to know: all others were stored
     *     before it
     */
    EventCheck(EventRecords records, SealedLog log, long asked, Course course) {
        this.records = records;
        this.log = log;
        this.asked = asked;
        this.course = course;
        this.misfits = new Misfits(course);
    }

    /** What is there from the one position on, up to the end of what was sealed. */
    void run(long from, long reached, long end) {
        course.enter(Phase.LOG, reached == from, Math.max(0, end - reached));
        Leaves leaves = new Leaves(log, reached, end);
        long next = reached;
        boolean cut = false;
        try (EventRecords.Reading reading = records.read(reached - 1, end - 1)) {
            List<StoredRecord> piece = reading.next();
            while (piece != null && !cut) {
                long before = next;
                next = compare(piece, next, leaves);
                cut = next <= piece.getLast().position();
                course.passes(next - before, misfits.toldUpTo(next));
                piece = reading.next();
            }
        } catch (Contradiction gone) {
            misfits.end();
            course.finds(gone.finding(Math.max(next, leaves.asked()), end));
            course.tell(end);
            return;
        }
        misfits.end();
        if (next < end) {
            gone(next, end, cut);
        }
        course.tell(end);
    }

    /** Up to its end, or to where the log had ended when it was asked about. */
    private long compare(List<StoredRecord> piece, long from, Leaves leaves) {
        // hashing is most of the work, and nothing of it depends on another
        List<byte[]> made = piece.parallelStream().map(StoredRecord::leafHash).toList();
        long next = from;
        for (int i = 0; i < piece.size(); i++) {
            StoredRecord stored = piece.get(i);
            if (stored.position() > next) {
                misfits.end();
                course.finds(
                        new Finding(
                                What.MISSING,
                                next,
                                stored.position() - 1,
                                null,
                                "What was sealed here is not there any more."));
            }
            byte[] sealed = leaves.at(stored.position());
            if (!MessageDigest.isEqual(made.get(i), sealed)) {
                if (stored.position() == asked) {
                    return asked;
                }
                misfits.add(stored, sealed);
            }
            next = stored.position() + 1;
        }
        return next;
    }

    private void gone(long next, long end, boolean cut) {
        course.finds(
                cut || records.head() < next
                        ? new Finding(
                                What.TRUNCATED,
                                next,
                                end - 1,
                                null,
                                "The log ends at position %d; what was sealed after it is gone."
                                        .formatted(next - 1))
                        : new Finding(
                                What.MISSING,
                                next,
                                end - 1,
                                null,
                                "What was sealed here is not there any more."));
    }
}
