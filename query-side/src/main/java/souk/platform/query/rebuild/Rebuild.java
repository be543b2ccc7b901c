package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

import souk.platform.query.DeclaredProjections;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A rebuild as its table has it. */
public record Rebuild(
        String id,
        String projection,
        Kind kind,
        Phase phase,
        Options options,
        @Nullable Reached reached,
        Progress progress,
        boolean cancelled,
        int attempts,
        @Nullable Failure failure,
        Instant startedAt,
        @Nullable Instant endedAt) {

    static final String KEPT = "_previous";

    /** Where its tables are as long as they are not live. */
    public String schema() {
        String live = DeclaredProjections.schemaOf(projection);
        return switch (kind) {
            case REBUILD, BUILD -> live + "_next";
            case ROLLBACK -> live + KEPT;
            case SCRATCH -> live + "_at_" + options.last();
            case CHECK -> live + "_check";
        };
    }

    /** Whether both can't be under way at once. */
    boolean isInTheWayOf(Rebuild other) {
        return projection.equals(other.projection)
                && (kind == Kind.SCRATCH
                        ? schema().equals(other.schema())
                        : other.kind != Kind.SCRATCH);
    }

    /** One that is still to begin. */
    public static Rebuild of(
            String id, String projection, Kind kind, Options options, Instant now) {
        return new Rebuild(
                id,
                projection,
                kind,
                kind == Kind.ROLLBACK ? Phase.CATCH_UP : Phase.SCAN,
                options,
                null,
                new Progress(0, 0, 0, null),
                false,
                0,
                null,
                now,
                null);
    }

    /** What becomes of the tables. */
    public enum Kind {
        /** They take the place of the live ones. */
        REBUILD,
        /** They become the live ones, since there are none yet. */
        BUILD,
        /** The kept ones are brought up to date and take the place of the live ones. */
        ROLLBACK,
        /** They stay beside the live ones, as of a moment of the past. */
        SCRATCH,
        /** They are compared with the live ones and thrown away. */
        CHECK
    }

    /**
     * What was asked for.
     *
     * @param verify whether a difference to the live generation is a failure
     * @param keepOld whether the old generation stays for the way back
     * @param first the first position that counts; with others before it, a difference is a failure
     * @param last the last one, of a look at the past
     */
    public record Options(
            boolean verify, boolean keepOld, long first, @Nullable Long last, String by) {

        /**
         * Tables that lack what came first are no better than the live ones unless they equal them.
         */
        boolean mustEqualLive() {
            return verify || first > 0;
        }
    }

    /** Positions passed, of how many, and how many a second. */
    public record Progress(long done, long total, long rate, @Nullable Instant eta) {}

    /** What stopped it. */
    public record Failure(@Nullable Long position, @Nullable String type, String cause) {}

    /** One difference; without a column about rows, without a key about all of them. */
    public record Difference(
            String table,
            @Nullable String column,
            @Nullable String key,
            @Nullable String live,
            @Nullable String rebuilt) {}

    /** How far tables are, by segment in the order of their ids; one number for all if equal. */
    public record Reached(List<Long> positions) {

        public Reached {
            positions = List.copyOf(positions);
        }

        static Reached all(long position) {
            return new Reached(List.of(position));
        }

        long min() {
            return positions.stream().mapToLong(Long::longValue).min().orElse(-1);
        }

        long max() {
            return positions.stream().mapToLong(Long::longValue).max().orElse(-1);
        }

        /** On the way to where it ends, when all up to the position is done. */
        Reached towards(Reached end, long position) {
            int segments = Math.max(positions.size(), end.positions.size());
            return new Reached(
                    IntStream.range(0, segments)
                            .mapToObj(it -> Math.max(of(it), Math.min(position, end.of(it))))
                            .toList());
        }

        long of(int index) {
            return positions.size() == 1 ? positions.getFirst() : positions.get(index);
        }
    }
}
