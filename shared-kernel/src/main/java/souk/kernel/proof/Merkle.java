package souk.kernel.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.List;

/** Hashes of RFC 9162, section 2.1, and how its proofs are checked. */
public final class Merkle {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** Of the tree without leaves. */
    public static byte[] empty() {
        return sha256().digest();
    }

    public static byte[] leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(data);
    }

    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** Whether the path proves that the leaf stands at the index of the tree with that root. */
    public static boolean isIncluded(
            long index, long size, byte[] leaf, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Whether the path proves that the longer tree begins with all of the shorter one. */
    public static boolean isConsistent(
            long shorter, byte[] shorterRoot, long longer, byte[] longerRoot, List<byte[]> path) {
        if (shorter < 0 || shorter > longer) {
            return false;
        }
        if (shorter == longer) {
            return path.isEmpty() && MessageDigest.isEqual(shorterRoot, longerRoot);
        }
        if (shorter == 0) {
            return path.isEmpty() && MessageDigest.isEqual(shorterRoot, empty());
        }
        boolean isWhole = Long.bitCount(shorter) == 1;
        if (!isWhole && path.isEmpty()) {
            return false;
        }
        Iterator<byte[]> rest = path.iterator();
        long node = shorter - 1;
        long last = longer - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] first = isWhole ? shorterRoot : rest.next();
        byte[] second = first;
        while (rest.hasNext()) {
            byte[] sibling = rest.next();
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = node(sibling, first);
                second = node(sibling, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                second = node(second, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0
                && MessageDigest.isEqual(first, shorterRoot)
                && MessageDigest.isEqual(second, longerRoot);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
