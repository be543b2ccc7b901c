package souk.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How far a check is, and what it has found.
 *
 * @param done positions passed in this phase, of {@code total}; {@code rate} of them a second
 * @param sealed how many events the tree holds that the log was compared with
 * @param findings the first thousand of {@code found}
 * @param failure why it could not go on
 */
public record CheckView(
        CheckId id,
        Set<Kind> kinds,
        long from,
        @Nullable Long to,
        List<String> projections,
        Phase phase,
        long done,
        long total,
        long rate,
        long sealed,
        long found,
        List<Finding> findings,
        @Nullable String failure,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public CheckView {
        kinds = Set.copyOf(kinds);
        projections = List.copyOf(projections);
        findings = List.copyOf(findings);
    }

    /** What is checked. */
    public enum Kind {
        /** That events are those that were sealed. */
        LOG,
        /** That views say what events say. */
        VIEWS
    }

    /** What it is doing. */
    public enum Phase {
        /** The leaves of the tree are compared with the signed roots. */
        TREE,
        /** Events are compared with the leaves. */
        LOG,
        /** Views are made beside the live ones, and compared. */
        VIEWS,
        DONE,
        FAILED,
        CANCELLED
    }

    public boolean isOver() {
        return phase.compareTo(Phase.DONE) >= 0;
    }
}
