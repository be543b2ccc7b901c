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

    /**
     * Once it is known which keys are trusted. A key that was given up may be anybody's by now:
     * what the file does not show has to be proven to belong to it, or goes on from its end.
     */
    void admit(Trust trust, CheckpointFile signed, List<Consistency> proofs, Report report) {
        Map<Long, byte[]> more = new HashMap<>();
        for (Brought it : brought) {
            try {
                Checkpoint checkpoint = CheckpointFile.checkpoint(it.fields(), signed.origin());
                if (!trust.hasVouchedFor(checkpoint)) {
                    throw new Unreadable("no trusted key has signed it");
                }
                if (belongs(checkpoint, trust, signed.size(), proofs)) {
                    mustBeOne(more.put(checkpoint.size(), checkpoint.rootHash()), checkpoint);
                } else {
                    report.open(
                            "the checkpoint of size %d in %s is not in the file of checkpoints: bring a consistency proof from %d to a size that is"
                                    .formatted(
                                            checkpoint.size(),
                                            it.file().getFileName(),
                                            checkpoint.size()));
                }
            } catch (Unreadable fault) {
                report.fault(it.file().getFileName(), "its checkpoint: " + fault.getMessage());
            }
        }
        more.forEach(found::putIfAbsent);
    }

    private boolean belongs(Checkpoint checkpoint, Trust trust, long last, List<Consistency> proofs)
            throws Unreadable {
        byte[] own = of(checkpoint.size());
        if (own != null) {
            mustBeOne(own, checkpoint);
            return true;
        }
        for (Consistency proof : proofs) {
            byte[] longer = found.get(proof.to());
            if (proof.from() == checkpoint.size() && longer != null) {
                if (!proof.holds(checkpoint.rootHash(), longer)) {
                    throw new Unreadable(
                            "the log of size %d does not begin with its tree, as %s says"
                                    .formatted(proof.to(), proof.file().getFileName()));
                }
                return true;
            }
        }
        return checkpoint.size() > last && trust.vouchesFor(checkpoint);
    }

    private static void mustBeOne(byte @Nullable [] other, Checkpoint checkpoint)
            throws Unreadable {
        if (other != null && !MessageDigest.isEqual(other, checkpoint.rootHash())) {
            throw new Unreadable(
                    "two trees were signed for size %d: its own is another"
                            .formatted(checkpoint.size()));
        }
    }

    byte @Nullable [] of(long size) {
        return size == 0 ? Merkle.empty() : found.get(size);
    }
}
