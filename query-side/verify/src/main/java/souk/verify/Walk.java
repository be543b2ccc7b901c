package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.TreeHead;
import souk.verify.CheckpointFile.Located;

import java.security.MessageDigest;

/** Goes through the lines of exports in order, and makes the tree that they should be. */
final class Walk {

    private final CheckpointFile.Cursor signed;
    private final Proofs proofs;
    private final Roots roots;
    private final Saved saved;
    private final Report report;
    private final Misfits misfits;
    private final Stretch stretch;
    private final Withheld withheld = new Withheld();
    private @Nullable TreeHead head;
    private long next = -1;

    Walk(CheckpointFile.Cursor signed, Proofs proofs, Roots roots, Saved saved, Report report) {
        this.signed = signed;
        this.proofs = proofs;
        this.roots = roots;
        this.saved = saved;
        this.report = report;
        this.misfits = new Misfits(report);
        this.stretch = new Stretch(report);
    }

    /** The position after the last line, -1 before the first. */
    long next() {
        return next;
    }

    /** A file begins, at this position. */
    void opens(long position, Place place, boolean gapsAreFaults) {
        long expected = next < 0 ? 0 : next;
        if (position > expected) {
            if (gapsAreFaults) {
                missing(expected, position - 1, place);
            }
            restart(position);
        }
    }

    void line(ExportLine line) {
        if (next < 0) {
            restart(0);
        }
        if (line.position() < next) {
            report.fault(
                    line.place(), "position " + line.position() + " comes again, or out of order");
            return;
        }
        if (line.position() > next) {
            missing(next, line.position() - 1, line.place());
            restart(line.position());
        }
        byte[] leaf = leafOf(line);
        prove(line, leaf);
        if (head != null) {
            head.append(leaf);
        }
        next++;
        stretch.takes(line);
        compare();
    }

    private void missing(long first, long last, Place place) {
        report.fault(
                place,
                Report.positions(first, last) + (first == last ? " is" : " are") + " missing");
    }

    private void restart(long position) {
        stretch.end(head != null);
        stretch.begin(position);
        head = position == 0 ? new TreeHead() : null;
        next = position;
    }

    private byte[] leafOf(ExportLine line) {
        byte[] made = line.leafAt(line.position());
        byte[] stated = line.stated();
        if (made == null) {
            withheld.add(line.position());
        } else if (stated == null) {
            return made;
        } else if (!MessageDigest.isEqual(made, stated)) {
            misfits.add(line);
        }
        return stated == null ? new byte[0] : stated;
    }

    private void prove(ExportLine line, byte[] leaf) {
        Inclusion proof = proofs.at(line.position(), roots);
        byte[] root = proof == null ? null : roots.of(proof.size());
        if (proof == null || root == null) {
            return;
        }
        if (!proof.holds(leaf, root)) {
            report.fault(
                    line.place(),
                    "position %d is not what the tree of size %d has there, as %s says"
                            .formatted(line.position(), proof.size(), proof.file().getFileName()));
            return;
        }
        TreeHead proven = TreeHead.of(line.position(), proof.left());
        if (head == null) {
            head = proven;
            stretch.provenFrom(line.position());
        } else if (MessageDigest.isEqual(head.root(), proven.root())) {
            stretch.provenTo(line.position());
        } else {
            stretch.contradicted(line.position(), line.place(), proof.size());
            head = proven;
            stretch.provenFrom(line.position());
        }
        stretch.provenTo(line.position() + 1);
    }

    private void compare() {
        for (Located at = signed.peek();
                at != null && at.checkpoint().size() <= next;
                at = signed.peek()) {
            if (head != null && at.checkpoint().size() == next) {
                compare(at, head.root());
            }
            signed.advance();
        }
        if (head != null && saved.wants(next)) {
            saved.makes(next, head.root());
        }
    }

    private void compare(Located at, byte[] root) {
        if (MessageDigest.isEqual(root, at.checkpoint().rootHash())) {
            stretch.provenTo(next);
            stretch.meets();
        } else {
            stretch.contradicted(next, at.place(), next);
            head = null;
        }
    }

    void end() {
        misfits.end();
        stretch.end(head != null);
        withheld.end(report);
    }
}
