package souk.projection;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How far a rebuild is.
 *
 * @param done positions passed, of {@code total}; {@code rate} of them a second
 * @param schema where its tables are as long as they are not live
 * @param failure what stopped it
 */
public record RebuildView(
        String id,
        String projection,
        Kind kind,
        Phase phase,
        long done,
        long total,
        long rate,
        @Nullable Instant eta,
        List<Difference> differences,
        @Nullable Failure failure,
        String schema,
        boolean verify,
        boolean keepOld,
        long from,
        @Nullable Long at,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** What becomes of the tables that are made. */
    public enum Kind {
        /** They take the place of the live ones. */
        REBUILD,
        /** They become the live ones of a projection that is new. */
        BUILD,
        /** The kept ones take the place of the live ones. */
        ROLLBACK,
        /** They stay beside the live ones, as of a moment of the past. */
        SCRATCH,
        /** They are compared with the live ones and thrown away. */
        CHECK
    }

    /** What it is doing. */
    public enum Phase {
        SCAN,
        LOAD,
        INDEX,
        CATCH_UP,
        COMPARE,
        SWAP,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * What differs from the live tables at the same position: without a column rows, without a key
     * a checksum, or the number of rows.
     */
    public record Difference(
            String table,
            @Nullable String column,
            @Nullable String key,
            @Nullable String live,
            @Nullable String rebuilt) {}

    /** Where and why it stopped; without a position where no event is to blame. */
    public record Failure(@Nullable Long position, @Nullable String type, String cause) {}

    public RebuildView {
        differences = List.copyOf(differences);
    }

    public boolean isOver() {
        return phase.compareTo(Phase.DONE) >= 0;
    }
}
