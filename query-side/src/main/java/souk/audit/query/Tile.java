package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Merkle;

import java.util.Arrays;

/** 256 hashes in a row, or as many as there are yet, with what follows from them. */
final class Tile {

    static final int WIDTH = 256;
    static final int HEIGHT = 8;
    static final int HASH = 32;

    private final byte[] hashes;

    /** Nodes as in a heap: the root is 1, below n are 2n and 2n + 1. Made when asked for. */
    private final byte[] @Nullable [] nodes = new byte[2 * WIDTH][];

    Tile(byte[] hashes) {
        this.hashes = hashes;
    }

    int count() {
        return hashes.length / HASH;
    }

    byte[] hash(int number) {
        mustReach(number + 1);
        return Arrays.copyOfRange(hashes, number * HASH, (number + 1) * HASH);
    }

    byte[] hashes(int from, int to) {
        mustReach(to);
        return Arrays.copyOfRange(hashes, from * HASH, to * HASH);
    }

    private void mustReach(int end) {
        if (end > count()) {
            throw new Contradiction("a tile of the tree is too short");
        }
    }

    /** Root of the so many-th whole subtree of that height. */
    byte[] node(int height, int number) {
        if (height == 0) {
            return hash(number);
        }
        int place = (1 << (HEIGHT - height)) + number;
        byte[] known = nodes[place];
        if (known == null) {
            known = Merkle.node(node(height - 1, 2 * number), node(height - 1, 2 * number + 1));
            nodes[place] = known;
        }
        return known;
    }
}
