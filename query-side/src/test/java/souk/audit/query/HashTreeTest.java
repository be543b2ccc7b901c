package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import souk.kernel.proof.Merkle;
import souk.kernel.proof.TreeHead;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

class HashTreeTest {

    /** A tree that has been stored every so often. */
    private static final class Grown implements HashTree.Tiles {

        private final Map<List<Long>, Tile> tiles = new HashMap<>();
        private final HashTree tree = new HashTree(this);
        private Growth growth = Growth.from(0, this);

        Grown growTo(long size, int pieces) {
            while (growth.size() < size) {
                growth.append(leaf(growth.size()));
                if (growth.size() % pieces == 0) {
                    store();
                }
            }
            store();
            return this;
        }

        private void store() {
            growth.drain()
                    .forEach(
                            it ->
                                    tiles.put(
                                            List.of((long) it.level(), it.number()),
                                            new Tile(it.hashes())));
        }

        @Override
        public Tile tile(int level, long number) {
            Tile tile = tiles.get(List.of((long) level, number));
            if (tile == null) {
                throw new IllegalStateException("No tile " + level + "/" + number);
            }
            return tile;
        }
    }

    private static byte[] leaf(long position) {
        return Merkle.leaf(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
    }

    private static byte[] rootOf(long size) {
        TreeHead head = new TreeHead();
        LongStream.range(0, size).forEach(position -> head.append(leaf(position)));
        return head.root();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 8, 255, 256, 257, 1_000})
    void proves_every_position_of_every_smaller_tree(long largest) {
        Grown grown = new Grown().growTo(largest, 100);

        assertThat(grown.growth.root()).isEqualTo(rootOf(largest));
        for (long size = Math.max(1, largest - 10); size <= largest; size++) {
            byte[] root = grown.tree.root(size);
            assertThat(root).isEqualTo(rootOf(size));
            for (long position = 0; position < size; position++) {
                var path = grown.tree.inclusion(position, size);
                assertThat(Merkle.isIncluded(position, size, leaf(position), path, root)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 8, 100, 257})
    void proves_that_each_tree_begins_with_each_smaller_one(long largest) {
        Grown grown = new Grown().growTo(largest, 50);

        for (long longer = 0; longer <= largest; longer++) {
            byte[] root = grown.tree.root(longer);
            for (long shorter = 0; shorter <= longer; shorter++) {
                var path = grown.tree.consistency(shorter, longer);
                byte[] before = grown.tree.root(shorter);
                assertThat(Merkle.isConsistent(shorter, before, longer, root, path)).isTrue();
            }
        }
    }

    @Test
    void proves_every_position_of_a_hundred_thousand() {
        long size = 100_000;
        Grown grown = new Grown().growTo(size, 4_000);
        byte[] root = grown.tree.root(size);

        assertThat(root).isEqualTo(rootOf(size)).isEqualTo(grown.growth.root());
        for (long position = 0; position < size; position++) {
            var path = grown.tree.inclusion(position, size);
            if (!Merkle.isIncluded(position, size, leaf(position), path, root)) {
                throw new AssertionError("position " + position);
            }
        }
        for (long shorter = 1; shorter < size; shorter += 997) {
            var path = grown.tree.consistency(shorter, size);
            byte[] before = grown.tree.root(shorter);
            assertThat(Merkle.isConsistent(shorter, before, size, root, path)).isTrue();
        }
    }

    @Test
    void proofs_are_of_no_use_for_anything_else() {
        Grown grown = new Grown().growTo(1_000, 100);
        byte[] root = grown.tree.root(1_000);
        var path = grown.tree.inclusion(400, 1_000);

        assertThat(Merkle.isIncluded(400, 1_000, leaf(401), path, root)).isFalse();
        assertThat(Merkle.isIncluded(401, 1_000, leaf(400), path, root)).isFalse();
        assertThat(Merkle.isIncluded(400, 999, leaf(400), path, grown.tree.root(999))).isFalse();
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(leaf(0));
        assertThat(Merkle.isIncluded(400, 1_000, leaf(400), longer, root)).isFalse();
        assertThat(Merkle.isIncluded(400, 1_000, leaf(400), path.subList(1, path.size()), root))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 255, 256, 257, 65_535, 65_536, 65_537})
    void goes_on_where_it_was(long size) {
        Grown grown = new Grown().growTo(size, 1_000);
        grown.growth = Growth.from(size, grown);

        assertThat(grown.growth.root()).isEqualTo(rootOf(size));
        grown.growTo(size + 300, 7);

        assertThat(grown.tree.root(size + 300)).isEqualTo(rootOf(size + 300));
    }
}
