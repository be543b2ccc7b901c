package souk.verify;

/** Positions in a row, as far as they go without a gap, and up to where signed roots agree. */
final class Stretch {

    private final Report report;
    private boolean begun;
    private long first;
    private long proven;
    private long next;
    private long met;
    private boolean broken;

    Stretch(Report report) {
        this.report = report;
    }

    void begin(long position) {
        begun = true;
        first = position;
        proven = position;
        next = position;
        met = 0;
        broken = false;
    }

    void takes(ExportLine line) {
        next = line.position() + 1;
    }

    /** What came before in this stretch is left as it is: nobody has vouched for it. */
    void provenFrom(long position) {
        if (position > proven && !broken) {
            unproven(proven, position - 1, false);
        }
        broken = false;
        first = position;
        proven = position;
    }

    void provenTo(long end) {
        proven = Math.max(proven, end);
    }

    void meets() {
        met++;
    }

    void contradicted(long end, Place place, long size) {
        report.fault(
                place,
                "%s do not make the tree of size %d that was signed; those before do"
                        .formatted(Report.positions(proven, end - 1), size));
        told();
        broken = true;
        proven = end;
    }

    private void told() {
        if (proven > first) {
            report.verified(
                    "%s stand where they were sealed, as %d checkpoints say"
                            .formatted(Report.positions(first, proven - 1), met));
        }
        first = proven;
    }

    /** As far as it goes; whether its tree is known up to here. */
    void end(boolean known) {
        if (!begun) {
            return;
        }
        told();
        if (next > proven) {
            unproven(proven, next - 1, known);
        }
    }

    private void unproven(long from, long last, boolean known) {
        if (broken) {
            report.open(
                    Report.positions(from, last)
                            + ": the tree before them is broken; bring the inclusion proof of one"
                            + " of them");
        } else if (!known) {
            report.open(
                    Report.positions(from, last)
                            + ": bring the inclusion proof of position "
                            + from);
        } else {
            report.open(
                    "%s: no checkpoint is of a size among them; bring the inclusion proof of position %d"
                            .formatted(Report.positions(from, last), last));
        }
    }
}
