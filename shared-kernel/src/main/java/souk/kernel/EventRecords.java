package souk.kernel;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.StoredRecord;

import java.time.Instant;
import java.util.List;

/** Events as they are stored, to the byte: for those who prove, and those who tell of the past. */
public interface EventRecords {

    /** All of them after the one position and up to the other, in order. */
    Reading read(long after, long last);

    /** Those of a stream, from a sequence number on, with their positions. */
    default List<StoredRecord> stream(String stream, long from) {
        return stream(stream, from, Integer.MAX_VALUE);
    }

    /** The same, but no more than so many. */
    List<StoredRecord> stream(String stream, long from, int most);

    /** What a record says by now: one event, several or none where upcasters have changed it. */
    List<EventArchive.Entry> decode(StoredRecord stored);

    /** Position of the last event there is, -1 before the first. */
    long head();

    /** Position of the last event that was recorded by then, -1 before any. */
    long lastBy(Instant instant);

    /** Used by one thread at a time. */
    interface Reading extends AutoCloseable {

        /** What comes next, never empty; null at the end. */
        @Nullable List<StoredRecord> next();

        @Override
        void close();
    }
}
