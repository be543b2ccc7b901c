package souk.kernel.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that grows to the right and remembers no more than its root needs: the roots of its whole
 * subtrees, the largest first.
 */
public final class TreeHead {

    private final List<byte[]> subtrees = new ArrayList<>();
    private long size;

    /** One that has grown to that size already. */
    public static TreeHead of(long size, List<byte[]> subtrees) {
        if (Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException(
                    "A tree of " + size + " leaves is not made of " + subtrees.size());
        }
        TreeHead head = new TreeHead();
        head.subtrees.addAll(subtrees);
        head.size = size;
        return head;
    }

    public void append(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Merkle.node(subtrees.removeLast(), hash);
        }
        subtrees.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        if (size == 0) {
            return Merkle.empty();
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Merkle.node(subtrees.get(i), root);
        }
        return root;
    }
}
