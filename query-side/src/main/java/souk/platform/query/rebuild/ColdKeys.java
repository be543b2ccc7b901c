package souk.platform.query.rebuild;

/**
 * Which rows may have left memory: a Bloom filter, so that most of those that have not are known.
 */
final class ColdKeys {

    private static final int BITS = 1 << 26;
    private static final int HASHES = 4;

    private long[] words = {};
    private boolean unknown;

    /** Rows were written before this process knew of them. */
    void mayBeAny() {
        unknown = true;
    }

    boolean isEmpty() {
        return words.length == 0 && !unknown;
    }

    void add(Object key) {
        if (words.length == 0) {
            words = new long[BITS >>> 6];
        }
        long hash = spread(key.hashCode());
        for (int i = 0; i < HASHES; i++) {
            int bit = bit(hash, i);
            words[bit >>> 6] |= 1L << bit;
        }
    }

    boolean mayContain(Object key) {
        if (unknown) {
            return true;
        }
        if (words.length == 0) {
            return false;
        }
        long hash = spread(key.hashCode());
        for (int i = 0; i < HASHES; i++) {
            int bit = bit(hash, i);
            if ((words[bit >>> 6] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(long hash, int number) {
        return (int) ((hash >>> 32) + number * (hash | 1L)) & BITS - 1;
    }

    private static long spread(int hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 29;
    }
}
