package souk.audit.query;

import souk.audit.CheckView.Phase;
import souk.audit.Finding;
import souk.audit.Finding.What;
import souk.audit.query.SealedLog.Signed;
import souk.kernel.proof.TreeHead;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Compares the leaves that are kept with the roots that were signed. */
final class TreeCheck {

    private static final int PIECE = 4_096;
    private static final int LOOKS = 300;
    private static final long BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();

    private final SealedLog log;
    private final long head;
    private final Course course;
    private long agreed;
    private long signed;

    /**
     * @param head position of the last event there is
     */
    TreeCheck(SealedLog log, long head, Course course) {
        this.log = log;
        this.head = head;
        this.course = course;
    }

    void run(long size) {
        course.enter(Phase.TREE, true, size);
        awaitSigned(size);
        try (Stream<Signed> lines = log.signed()) {
            compare(lines.iterator(), size);
        }
        if (signed < size) {
            unsigned(size);
        }
        if (signed > size) {
            mustHoldAllOfIt();
        }
        course.tell(size);
    }

    // the tree is stored a moment before the line about it is written; who is killed in between
    // writes it after his restart
    private void awaitSigned(long size) {
        for (int look = 0; look < LOOKS && log.lastSigned() < size; look++) {
            course.passes(0, 0);
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    private void unsigned(long size) {
        course.finds(
                new Finding(
                        What.CHECKPOINT,
                        signed,
                        size - 1,
                        null,
                        signed == 0
                                ? "Nothing that was signed is here: the tree may be anybody's."
                                : "The tree has %d leaves, but only the first %d were signed for."
                                        .formatted(size, signed)));
    }

    // the log goes on growing while it is looked at: tables are committed before the file is
    // written
    private void mustHoldAllOfIt() {
        long size = log.size();
        if (signed > size) {
            tooShort(size);
        }
    }

    private void compare(Iterator<Signed> lines, long size) {
        TreeHead tree = new TreeHead();
        Leaves leaves = new Leaves(log, 0, size);
        boolean broken = false;
        while (lines.hasNext()) {
            Signed line = lines.next();
            String fault = line.fault();
            if (fault != null) {
                course.finds(
                        new Finding(
                                What.CHECKPOINT,
                                null,
                                null,
                                null,
                                "line %d of the checkpoints: %s".formatted(line.line(), fault)));
            } else {
                signed = Math.max(signed, line.size());
                if (!broken && line.size() <= size && line.size() >= tree.size()) {
                    broken = !grows(tree, leaves, line.size(), size) || !agrees(tree, line);
                }
            }
            course.passes(0, tree.size());
        }
    }

    private boolean grows(TreeHead tree, Leaves leaves, long to, long size) {
        try {
            grow(tree, leaves, to);
            return true;
        } catch (Contradiction gone) {
            course.finds(gone.finding(agreed, size));
            return false;
        }
    }

    private void grow(TreeHead tree, Leaves leaves, long size) {
        while (tree.size() < size) {
            long piece = Math.min(PIECE, size - tree.size());
            for (int i = 0; i < piece; i++) {
                tree.append(leaves.at(tree.size()));
            }
            course.passes(piece, tree.size());
        }
    }

    private boolean agrees(TreeHead tree, Signed line) {
        if (MessageDigest.isEqual(tree.root(), line.root())) {
            agreed = tree.size();
            return true;
        }
        course.finds(
                new Finding(
                        What.FORGED,
                        agreed,
                        Math.max(agreed, tree.size() - 1),
                        null,
                        "The leaves that are kept do not make the tree of size %d that line %d of the checkpoints has signed; those before position %d do."
                                .formatted(line.size(), line.line(), agreed)));
        return false;
    }

    private void tooShort(long size) {
        boolean older = head < signed - 1;
        course.finds(
                new Finding(
                        older ? What.RESTORED : What.FORGED,
                        size,
                        signed - 1,
                        null,
                        older
                                ? "%d events were signed for, but the log ends at position %d and its tree at size %d: it was cut, or an older backup restored."
                                        .formatted(signed, head, size)
                                : "%d leaves were signed for, but the tree ends at size %d: it was cut."
                                        .formatted(signed, size)));
    }

    /** Leaves one after the other. */
    static final class Leaves {
        private final SealedLog log;
        private final long end;
        private long first;
        private long asked;
        private List<byte[]> piece = List.of();

        Leaves(SealedLog log, long first, long end) {
            this.log = log;
            this.first = first;
            this.end = end;
        }

        byte[] at(long position) {
            asked = position;
            if (position >= first + piece.size() || position < first) {
                first = position;
                piece = log.leaves(position, (int) Math.min(PIECE, end - position));
            }
            if (piece.isEmpty()) {
                throw new Contradiction("the tree has no leaf for position " + position);
            }
            return piece.get((int) (position - first));
        }

        /** The position that was asked for last. */
        long asked() {
            return asked;
        }
    }
}
