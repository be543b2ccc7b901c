package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.Merkle;
import souk.verify.CheckpointFile.Located;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The signed roots that somebody needs, by the size of their tree. */
final class Roots implements CheckpointFile.Witness {

    private record Brought(Fields fields, Path file) {}

    private final Set<Long> wanted = new HashSet<>();
    private final Map<Long, byte[]> found = new HashMap<>();
    private final List<Brought> brought = new ArrayList<>();

    void want(Set<Long> sizes) {
        wanted.addAll(sizes);
    }

    /** A checkpoint that came with a proof. */
    void brought(Fields checkpoint, Path file) {
        brought.add(new Brought(checkpoint, file));
    }

    @Override
    public void sees(Located checkpoint) {
        long size = checkpoint.checkpoint().size();
        if (wanted.contains(size)) {
            found.put(size, checkpoint.checkpoint().rootHash());
        }
    }

    /** Once it is known which keys are trusted. */
    void admit(Trust trust, String origin, Report report) {
        for (Brought it : brought) {
            try {
                Checkpoint checkpoint = CheckpointFile.checkpoint(it.fields(), origin);
                admit(checkpoint, it.file(), trust, report);
            } catch (Unreadable fault) {
                report.fault(it.file().getFileName(), "its checkpoint: " + fault.getMessage());
            }
        }
    }

    private void admit(Checkpoint checkpoint, Path file, Trust trust, Report report) {
        byte[] other = found.get(checkpoint.size());
        if (!trust.hasVouchedFor(checkpoint)) {
            report.fault(file.getFileName(), "no trusted key has signed its checkpoint");
        } else if (other == null) {
            found.put(checkpoint.size(), checkpoint.rootHash());
        } else if (!MessageDigest.isEqual(other, checkpoint.rootHash())) {
            report.fault(
                    file.getFileName(),
                    "two trees were signed for size " + checkpoint.size() + ": its own is another");
        }
    }

    byte @Nullable [] of(long size) {
        return size == 0 ? Merkle.empty() : found.get(size);
    }
}
