package souk.kernel.proof;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Against the tree of eight leaves that all who implement RFC 6962 compare with. */
class MerkleTest {

    private static final HexFormat HEX = HexFormat.of();

    private static final Definition KNOWN =
            new Definition(
                    Stream.of(
                                    "",
                                    "00",
                                    "10",
                                    "2021",
                                    "3031",
                                    "40414243",
                                    "5051525354555657",
                                    "606162636465666768696a6b6c6d6e6f")
                            .map(HEX::parseHex)
                            .map(Merkle::leaf)
                            .toList());

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final List<String> PATH_OF_5_IN_8 =
            List.of(
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");

    private static final List<String> PATH_OF_1_IN_5 =
            List.of(
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");

    private static final List<String> FROM_6_TO_8 =
            List.of(
                    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");

    private static final List<String> FROM_2_TO_5 =
            List.of(
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");

    private static List<byte[]> bytes(List<String> hashes) {
        return hashes.stream().map(HEX::parseHex).toList();
    }

    private static byte[] root(int size) {
        return HEX.parseHex(ROOTS.get(size));
    }

    private static byte[] leaf(int index) {
        return KNOWN.leaves().get(index);
    }

    @Example
    void roots_are_those_that_everybody_knows() {
        TreeHead head = new TreeHead();
        for (int size = 0; size <= 8; size++) {
            assertThat(HEX.formatHex(head.root())).isEqualTo(ROOTS.get(size));
            assertThat(HEX.formatHex(KNOWN.first(size).root())).isEqualTo(ROOTS.get(size));
            if (size < 8) {
                head.append(leaf(size));
            }
        }
        assertThat(HEX.formatHex(leaf(5)))
                .isEqualTo("4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658");
    }

    @Example
    void proofs_that_everybody_knows_hold() {
        assertThat(Merkle.isIncluded(0, 1, leaf(0), List.of(), root(1))).isTrue();
        assertThat(Merkle.isIncluded(5, 8, leaf(5), bytes(PATH_OF_5_IN_8), root(8))).isTrue();
        assertThat(Merkle.isIncluded(1, 5, leaf(1), bytes(PATH_OF_1_IN_5), root(5))).isTrue();
        assertThat(Merkle.isConsistent(1, root(1), 1, root(1), List.of())).isTrue();
        assertThat(Merkle.isConsistent(6, root(6), 8, root(8), bytes(FROM_6_TO_8))).isTrue();
        assertThat(Merkle.isConsistent(2, root(2), 5, root(5), bytes(FROM_2_TO_5))).isTrue();
        assertThat(KNOWN.path(5)).containsExactlyElementsOf(bytes(PATH_OF_5_IN_8));
        assertThat(KNOWN.proof(6)).containsExactlyElementsOf(bytes(FROM_6_TO_8));
    }

    @Example
    void no_proof_holds_with_a_bit_changed_or_a_hash_more_or_less() {
        for (int size = 1; size <= 8; size++) {
            Definition tree = KNOWN.first(size);
            int end = size;
            for (int index = 0; index < size; index++) {
                int at = index;
                holdsOnlyAsItIs(
                        tree.path(index),
                        path -> Merkle.isIncluded(at, end, leaf(at), path, root(end)));
            }
            for (int shorter = 1; shorter <= size; shorter++) {
                int begin = shorter;
                holdsOnlyAsItIs(
                        tree.proof(shorter),
                        path -> Merkle.isConsistent(begin, root(begin), end, root(end), path));
            }
        }
    }

    private static void holdsOnlyAsItIs(List<byte[]> path, Predicate<List<byte[]>> holds) {
        assertThat(holds.test(path)).isTrue();
        for (int place = 0; place < path.size(); place++) {
            for (int bit = 0; bit < 256; bit++) {
                assertThat(holds.test(flipped(path, place, bit))).isFalse();
            }
            List<byte[]> less = new ArrayList<>(path);
            less.remove(place);
            assertThat(holds.test(less)).isFalse();
        }
        for (int place = 0; place <= path.size(); place++) {
            List<byte[]> more = new ArrayList<>(path);
            more.add(place, Merkle.leaf(new byte[0]));
            assertThat(holds.test(more)).isFalse();
        }
    }

    private static List<byte[]> flipped(List<byte[]> path, int place, int bit) {
        List<byte[]> changed = new ArrayList<>(path);
        byte[] hash = changed.get(place).clone();
        hash[bit / 8] ^= (byte) (1 << (bit % 8));
        changed.set(place, hash);
        return changed;
    }

    @Example
    void positions_and_sizes_that_are_none_are_refused() {
        assertThat(Merkle.isIncluded(-1, 8, leaf(0), List.of(), root(8))).isFalse();
        assertThat(Merkle.isIncluded(8, 8, leaf(0), List.of(), root(8))).isFalse();
        assertThat(Merkle.isIncluded(0, 0, leaf(0), List.of(), root(0))).isFalse();
        assertThat(Merkle.isConsistent(-1, root(0), 8, root(8), List.of())).isFalse();
        assertThat(Merkle.isConsistent(8, root(8), 6, root(6), List.of())).isFalse();
        assertThat(Merkle.isConsistent(0, root(1), 8, root(8), List.of())).isFalse();
        assertThat(Merkle.isConsistent(8, root(8), 8, root(7), List.of())).isFalse();
    }

    private static Definition tree(int size) {
        return new Definition(
                IntStream.range(0, size)
                        .mapToObj(it -> Merkle.leaf(ByteBuffer.allocate(4).putInt(it).array()))
                        .toList());
    }

    @Property(tries = 200)
    void a_leaf_is_proven_where_it_is_and_nowhere_else(
            @ForAll @IntRange(min = 1, max = 600) int size,
            @ForAll @IntRange(max = 599) int any,
            @ForAll @IntRange(max = 599) int other) {
        Definition tree = tree(size);
        int index = any % size;
        byte[] leaf = tree.leaves().get(index);
        List<byte[]> path = tree.path(index);

        assertThat(Merkle.isIncluded(index, size, leaf, path, tree.root())).isTrue();
        int elsewhere = other % size;
        assertThat(Merkle.isIncluded(elsewhere, size, leaf, path, tree.root()))
                .isEqualTo(elsewhere == index);
    }

    @Property(tries = 200)
    void a_tree_is_proven_to_begin_with_what_it_was_and_with_nothing_else(
            @ForAll @IntRange(max = 600) int longer, @ForAll @IntRange(max = 600) int any) {
        Definition tree = tree(longer);
        int shorter = any % (longer + 1);
        byte[] before = tree.first(shorter).root();
        List<byte[]> proof = tree.proof(shorter);

        assertThat(Merkle.isConsistent(shorter, before, longer, tree.root(), proof)).isTrue();
        assertThat(Merkle.isConsistent(shorter, Merkle.leaf(before), longer, tree.root(), proof))
                .isFalse();
        if (shorter > 0) {
            byte[] other = Merkle.leaf(tree.root());
            assertThat(Merkle.isConsistent(shorter, before, longer, other, proof)).isFalse();
        }
    }

    @Property(tries = 100)
    void a_head_grows_as_the_definition_says(@ForAll @IntRange(max = 600) int size) {
        TreeHead head = new TreeHead();
        tree(size).leaves().forEach(head::append);

        assertThat(head.size()).isEqualTo(size);
        assertThat(head.root()).isEqualTo(tree(size).root());
    }
}
