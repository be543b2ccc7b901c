package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Checkpoints that somebody kept elsewhere: the log of today has to begin with what they say. */
final class Saved {

    private static final int MOST = 10_000;

    private final Report report;
    private final Map<Long, Checkpoint> bySize = new HashMap<>();
    private final List<Fields> read = new ArrayList<>();
    private final Map<Long, byte[]> proven = new HashMap<>();
    private @Nullable Path file;

    Saved(Report report) {
        this.report = report;
    }

    /** Keys among the lines are passed over: who vouches for them, the present file says. */
    void read(Path from) {
        file = from;
        try {
            for (Fields fields : Json.objects(from, MOST)) {
                if (!fields.has("key")) {
                    read.add(fields);
                }
            }
        } catch (Unreadable fault) {
            throw new Unable(from + " " + fault.getMessage());
        }
        if (read.isEmpty()) {
            throw new Unable(from + " holds no checkpoint");
        }
    }

    Set<Long> sizes() {
        return read.stream()
                .map(fields -> fields.values().get("size"))
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .collect(Collectors.toSet());
    }

    /** Once it is known which keys are trusted. */
    void admit(Trust trust, String origin) {
        for (Fields fields : read) {
            try {
                String of = fields.has("origin") ? fields.text("origin") : origin;
                Checkpoint checkpoint = CheckpointFile.checkpoint(fields, of);
                if (!of.equals(origin)) {
                    report.fault(name(), "is of another log, '" + of + "'");
                } else if (!trust.hasVouchedFor(checkpoint)) {
                    report.fault(
                            name(),
                            "no trusted key has signed the checkpoint of size "
                                    + checkpoint.size());
                } else {
                    bySize.put(checkpoint.size(), checkpoint);
                }
            } catch (Unreadable fault) {
                report.fault(name(), Objects.toString(fault.getMessage()));
            }
        }
    }

    /** What an export makes of a tree of this size, if a checkpoint was kept of it. */
    boolean wants(long size) {
        return bySize.containsKey(size);
    }

    void makes(long size, byte[] root) {
        proven.put(size, root);
    }

    void compare(long sizeToday, Roots today, List<Consistency> proofs) {
        bySize.forEach((size, kept) -> compare(kept, sizeToday, today, proofs));
    }

    private void compare(Checkpoint kept, long sizeToday, Roots today, List<Consistency> proofs) {
        long size = kept.size();
        byte[] root = today.of(size);
        byte[] made = proven.get(size);
        if (size > sizeToday) {
            report.fault(
                    name(),
                    "size %d was signed at %s, but now the log ends at size %d: it was cut, or an old backup restored; positions %d–%d are gone"
                            .formatted(size, kept.time(), sizeToday, sizeToday, size - 1));
        } else if (root != null) {
            settle(kept, MessageDigest.isEqual(root, kept.rootHash()), "the checkpoint of today");
        } else if (made != null) {
            settle(kept, MessageDigest.isEqual(made, kept.rootHash()), "the export");
        } else {
            byProof(kept, today, proofs);
        }
    }

    private void byProof(Checkpoint kept, Roots today, List<Consistency> proofs) {
        for (Consistency proof : proofs) {
            byte[] longer = today.of(proof.to());
            if (proof.from() == kept.size() && longer != null) {
                settle(kept, proof.holds(kept.rootHash(), longer), "the consistency proof");
                return;
            }
        }
        report.open(
                "the checkpoint of size %d in %s: bring a consistency proof from %d to a size that is signed"
                        .formatted(kept.size(), name(), kept.size()));
    }

    private void settle(Checkpoint kept, boolean same, String by) {
        if (same) {
            report.verified(
                    "the log still begins with the %d leaves of %s, as %s says"
                            .formatted(kept.size(), name(), by));
        } else {
            report.fault(
                    name(),
                    "the log does not begin with the %d leaves that were signed at %s any more, as %s says"
                            .formatted(kept.size(), kept.time(), by));
        }
    }

    private Object name() {
        return file == null ? "--trusted" : file.getFileName();
    }
}
