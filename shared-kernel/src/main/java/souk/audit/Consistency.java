package souk.audit;

import java.util.List;

/** Proof that the tree of the one size is how the tree of the other begins. */
public record Consistency(
        long from, byte[] fromRootHash, long to, byte[] toRootHash, List<byte[]> path) {

    public Consistency {
        path = List.copyOf(path);
    }
}
