package souk.audit.command;

import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import java.util.List;

/** Finds a place in a long stream by a few looks. */
record Seek(EventRecords records) {

    /**
     * Which event of the stream is the first after the position; the one behind its last, if none.
     *
     * @param before an event that is not after it, or -1
     */
    long firstAfter(String stream, long position, long before, Allowance allowance) {
        long low = before;
        long step = 1;
        while (!isBeyond(stream, low + step, position, allowance)) {
            low += step;
            step *= 2;
        }
        long high = low + step;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (isBeyond(stream, middle, position, allowance)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean isBeyond(String stream, long sequence, long position, Allowance allowance) {
        List<StoredRecord> there = allowance.taken(records.stream(stream, sequence, 1));
        return there.isEmpty() || there.getFirst().position() > position;
    }
}
