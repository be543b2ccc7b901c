package souk.audit;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;

import java.util.List;

/**
 * Proof that an event is in the tree of that size, at that position.
 *
 * @param leaf its hash, as sealed
 * @param path hashes beside those on the way from the leaf to the root
 * @param checkpoint which signs that root, if there is one of just that size
 */
public record Inclusion(
        long position,
        long size,
        byte[] leaf,
        List<byte[]> path,
        byte[] rootHash,
        @Nullable Checkpoint checkpoint) {

    public Inclusion {
        path = List.copyOf(path);
    }
}
