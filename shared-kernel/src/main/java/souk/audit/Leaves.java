package souk.audit;

import java.util.Arrays;

/**
 * Hashes of events in a row, as sealed.
 *
 * @param hashes 32 bytes each
 * @param sealed how many events are, in all
 */
public record Leaves(long from, byte[] hashes, long sealed) {

    private static final int HASH = 32;

    public int count() {
        return hashes.length / HASH;
    }

    public byte[] of(long position) {
        int begin = Math.toIntExact(position - from) * HASH;
        return Arrays.copyOfRange(hashes, begin, begin + HASH);
    }
}
