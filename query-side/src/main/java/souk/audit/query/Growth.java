package souk.audit.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The right edge of the tree, which is all that growing needs. */
final class Growth {

    /** A tile that has changed. */
    record Grown(int level, long number, byte[] hashes) {}

    /** The last tile of a level. */
    private static final class Edge {

        private final byte[] hashes = new byte[Tile.WIDTH * Tile.HASH];
        private long number;
        private int count;
        private boolean changed;

        byte[] present() {
            return Arrays.copyOf(hashes, count * Tile.HASH);
        }
    }

    private final List<Edge> edges = new ArrayList<>();
    private final List<Grown> full = new ArrayList<>();
    private long size;

    /** Goes on where the tree had got to. */
    static Growth from(long size, HashTree.Tiles tiles) {
        Growth growth = new Growth();
        growth.size = size;
        int level = 0;
        for (long rest = size; rest > 0; rest /= Tile.WIDTH) {
            Edge edge = growth.edge(level);
            edge.number = rest / Tile.WIDTH;
            edge.count = (int) (rest % Tile.WIDTH);
            if (edge.count > 0) {
                byte[] present = tiles.tile(level, edge.number).hashes(0, edge.count);
                System.arraycopy(present, 0, edge.hashes, 0, present.length);
            }
            level++;
        }
        return growth;
    }

    long size() {
        return size;
    }

    void append(byte[] leaf) {
        add(0, leaf);
        size++;
    }

    private void add(int level, byte[] hash) {
        Edge edge = edge(level);
        System.arraycopy(hash, 0, edge.hashes, edge.count * Tile.HASH, Tile.HASH);
        edge.count++;
        edge.changed = true;
        if (edge.count == Tile.WIDTH) {
            byte[] hashes = edge.hashes.clone();
            full.add(new Grown(level, edge.number, hashes));
            edge.number++;
            edge.count = 0;
            edge.changed = false;
            add(level + 1, new Tile(hashes).node(Tile.HEIGHT, 0));
        }
    }

    /** The roots of all whole subtrees stand at the edge. */
    byte[] root() {
        return new HashTree(this::atEdge).root(size);
    }

    private Tile atEdge(int level, long number) {
        Edge edge = edge(level);
        if (edge.number != number) {
            throw new IllegalStateException("Not at the edge: " + level + "/" + number);
        }
        return new Tile(edge.present());
    }

    /** What has changed since this was last asked, to be stored. */
    List<Grown> drain() {
        List<Grown> grown = new ArrayList<>(full);
        full.clear();
        for (int level = 0; level < edges.size(); level++) {
            Edge edge = edges.get(level);
            if (edge.changed) {
                grown.add(new Grown(level, edge.number, edge.present()));
                edge.changed = false;
            }
        }
        return grown;
    }

    private Edge edge(int level) {
        while (edges.size() <= level) {
            edges.add(new Edge());
        }
        return edges.get(level);
    }
}
