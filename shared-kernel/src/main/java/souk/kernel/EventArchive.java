package souk.kernel;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All events that ever happened, for those who want to read them at a stretch: in large pieces, in
 * the order of their positions, past the buffers that live readers share.
 */
public interface EventArchive {

    /**
     * Events whose class is accepted, after the one position and up to the other. No event up to
     * there may still be missing.
     */
    Reading read(Wanted wanted, long after, long last);

    /** Position of the last event there is, -1 before the first. */
    long head();

    /**
     * What a reader wants.
     *
     * @param classes which events
     * @param metadata whether their metadata and identifiers, too; they are half of the bytes
     */
    record Wanted(Predicate<Class<?>> classes, boolean metadata) {}

    /** Used by one thread at a time. */
    interface Reading extends AutoCloseable {

        /** What comes next, possibly nothing but a position; null at the end. */
        @Nullable Piece next();

        @Override
        void close();
    }

    /** Some events in a row, as stored: decoding them is work that any thread may do. */
    interface Piece {

        /** Nothing that is wanted lies between the events of this piece and here. */
        long lastPosition();

        List<Entry> decode();
    }

    /** An event, or why it can't be read. */
    record Entry(
            long position,
            String type,
            Class<?> payloadType,
            String stream,
            @Nullable Happened event,
            @Nullable RuntimeException unreadable) {}

    /** An event, without its place in the archive. */
    record Happened(
            String id,
            String streamType,
            long sequence,
            Instant time,
            Object payload,
            Map<String, ?> metadata) {}
}
