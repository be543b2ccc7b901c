package souk.platform.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import java.time.Instant;
import java.util.List;

/** A log without a single record, which ends where a test says. */
@Component
public class StubRecords implements EventRecords {

    public volatile long head = -1;

    @Override
    public Reading read(long after, long last) {
        return new Nothing();
    }

    @Override
    public List<StoredRecord> stream(String stream, long from, int most) {
        return List.of();
    }

    @Override
    public List<EventArchive.Entry> decode(StoredRecord stored) {
        throw new IllegalArgumentException("There is none here: " + stored.id());
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public long lastBy(Instant instant) {
        return head;
    }

    private record Nothing() implements Reading {

        @Override
        public @Nullable List<StoredRecord> next() {
            return null;
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
