package souk.verify;

import souk.kernel.proof.Merkle;

import java.nio.file.Path;
import java.util.List;

/** Says that the longer tree begins with all of the shorter one. */
record Consistency(Path file, long from, long to, List<byte[]> path) {

    static Consistency of(Fields fields, Path file) throws Unreadable {
        return new Consistency(
                file, fields.number("from"), fields.number("to"), fields.hashes("path"));
    }

    boolean holds(byte[] shorterRoot, byte[] longerRoot) {
        return Merkle.isConsistent(from, shorterRoot, to, longerRoot, path);
    }
}
