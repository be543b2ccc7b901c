package souk.audit.query;

import souk.kernel.proof.Merkle;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of RFC 9162, section 2.1, from tiles: a proof reads two or three a level. */
final class HashTree {

    /** Where tiles are. None changes once it is full; what is asked for is there. */
    interface Tiles {
        Tile tile(int level, long number);
    }

    private final Tiles tiles;

    HashTree(Tiles tiles) {
        this.tiles = tiles;
    }

    byte[] leaf(long position) {
        return whole(0, position);
    }

    byte[] root(long size) {
        return size == 0 ? Merkle.empty() : subtree(0, size);
    }

    /** Proves that the leaf is at the position of the tree of that size. */
    List<byte[]> inclusion(long position, long size) {
        List<byte[]> path = new ArrayList<>();
        include(position, 0, size, path);
        return path;
    }

    private void include(long position, long begin, long size, List<byte[]> path) {
        if (size == 1) {
            return;
        }
        long left = leftOf(size);
        if (position < left) {
            include(position, begin, left, path);
            path.add(subtree(begin + left, size - left));
        } else {
            include(position - left, begin + left, size - left, path);
            path.add(subtree(begin, left));
        }
    }

    /** Proves that the longer tree begins with all of the shorter one. */
    List<byte[]> consistency(long shorter, long longer) {
        List<byte[]> path = new ArrayList<>();
        if (shorter > 0) {
            join(shorter, 0, longer, true, path);
        }
        return path;
    }

    private void join(long shorter, long begin, long size, boolean known, List<byte[]> path) {
        if (shorter == size) {
            if (!known) {
                path.add(subtree(begin, size));
            }
            return;
        }
        long left = leftOf(size);
        if (shorter <= left) {
            join(shorter, begin, left, known, path);
            path.add(subtree(begin + left, size - left));
        } else {
            join(shorter - left, begin + left, size - left, false, path);
            path.add(subtree(begin, left));
        }
    }

    /** Of the leaves from there on; it begins where subtrees as large as it begin. */
    private byte[] subtree(long begin, long size) {
        if (Long.bitCount(size) == 1) {
            int height = Long.numberOfTrailingZeros(size);
            return whole(height, begin >> height);
        }
        long left = leftOf(size);
        return Merkle.node(subtree(begin, left), subtree(begin + left, size - left));
    }

    private byte[] whole(int height, long number) {
        int inTile = height % Tile.HEIGHT;
        int perTile = Tile.HEIGHT - inTile;
        return tiles.tile(height / Tile.HEIGHT, number >> perTile)
                .node(inTile, (int) (number & ((1L << perTile) - 1)));
    }

    /** The largest power of two that is smaller. */
    private static long leftOf(long size) {
        return Long.highestOneBit(size - 1);
    }
}
