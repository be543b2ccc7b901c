package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Merkle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says that a leaf stands at a position of the tree of a size. */
record Inclusion(Path file, long position, long size, byte @Nullable [] leaf, List<byte[]> path) {

    static Inclusion of(Fields fields, Path file) throws Unreadable {
        return new Inclusion(
                file,
                fields.number("position"),
                Proofs.sizeOf(fields),
                fields.has("leaf") ? fields.hash("leaf") : null,
                fields.hashes("path"));
    }

    boolean holds(byte[] leaf, byte[] root) {
        return Merkle.isIncluded(position, size, leaf, path, root);
    }

    /**
     * What stands to the left of the leaf, the largest subtree first: all that a tree needs to know
     * of the leaves before, in order to grow from here.
     */
    List<byte[]> left() {
        List<byte[]> left = new ArrayList<>();
        long node = position;
        long last = size - 1;
        for (byte[] sibling : path) {
            if ((node & 1) == 1 || node == last) {
                left.addFirst(sibling);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            }
            node >>= 1;
            last >>= 1;
        }
        return left;
    }
}
