package souk.kernel.proof;

import java.util.ArrayList;
import java.util.List;

/** Trees and proofs just as RFC 9162, section 2.1, defines them: slow, and plain to see. */
record Definition(List<byte[]> leaves) {

    byte[] root() {
        return switch (leaves.size()) {
            case 0 -> Merkle.empty();
            case 1 -> leaves.getFirst();
            default -> Merkle.node(left().root(), right().root());
        };
    }

    Definition first(int size) {
        return new Definition(leaves.subList(0, size));
    }

    List<byte[]> path(int index) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int middle = middle();
        return index < middle
                ? and(left().path(index), right().root())
                : and(right().path(index - middle), left().root());
    }

    List<byte[]> proof(int shorter) {
        return shorter == 0 ? List.of() : subproof(shorter, true);
    }

    private List<byte[]> subproof(int shorter, boolean whole) {
        if (shorter == leaves.size()) {
            return whole ? List.of() : List.of(root());
        }
        int middle = middle();
        return shorter <= middle
                ? and(left().subproof(shorter, whole), right().root())
                : and(right().subproof(shorter - middle, false), left().root());
    }

    private int middle() {
        return Integer.highestOneBit(leaves.size() - 1);
    }

    private Definition left() {
        return first(middle());
    }

    private Definition right() {
        return new Definition(leaves.subList(middle(), leaves.size()));
    }

    private static List<byte[]> and(List<byte[]> path, byte[] hash) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(hash);
        return longer;
    }
}
