package souk.verify;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proofs as they were answered over HTTP. They are small, and all kept. */
final class Proofs {

    private static final int MOST = 100_000;

    private final Map<Long, List<Inclusion>> inclusions = new HashMap<>();
    private final List<Consistency> consistencies = new ArrayList<>();
    private final Report report;

    Proofs(Report report) {
        this.report = report;
    }

    void read(Path file, Roots roots) {
        try {
            for (Fields fields : Json.objects(file, MOST)) {
                if (fields.has("position")) {
                    Inclusion proof = Inclusion.of(fields, file);
                    inclusions.computeIfAbsent(proof.position(), _ -> new ArrayList<>()).add(proof);
                } else {
                    consistencies.add(Consistency.of(fields, file));
                }
                Fields signed = fields.object("checkpoint");
                if (signed != null) {
                    roots.brought(signed, file);
                }
            }
        } catch (Unreadable fault) {
            report.fault(file.getFileName(), "the proof is unreadable: " + fault.getMessage());
        }
    }

    static long sizeOf(Fields fields) throws Unreadable {
        Fields signed = fields.object("checkpoint");
        return fields.has("size") || signed == null ? fields.number("size") : signed.number("size");
    }

    /** Of which sizes a root is needed. */
    Set<Long> sizes() {
        Set<Long> sizes = new HashSet<>();
        inclusions.values().forEach(each -> each.forEach(proof -> sizes.add(proof.size())));
        consistencies.forEach(
                proof -> {
                    sizes.add(proof.from());
                    sizes.add(proof.to());
                });
        return sizes;
    }

    /** A proof of this position that can be checked, if there is one, otherwise any. */
    @Nullable Inclusion at(long position, Roots roots) {
        List<Inclusion> all = inclusions.getOrDefault(position, List.of());
        return all.stream()
                .filter(proof -> roots.of(proof.size()) != null)
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
    }

    /** Each for the leaf that it names itself; what stands there, an export says. */
    void checkInclusion(Roots roots) {
        long hold = 0;
        for (Inclusion proof : inclusions.values().stream().flatMap(List::stream).toList()) {
            byte[] root = roots.of(proof.size());
            byte[] leaf = proof.leaf();
            if (root == null) {
                report.open(
                        "%s: there is no checkpoint of size %d"
                                .formatted(proof.file().getFileName(), proof.size()));
            } else if (leaf != null && proof.holds(leaf, root)) {
                hold++;
            } else if (leaf != null) {
                report.fault(
                        proof.file().getFileName(),
                        "does not prove that its leaf stands at position " + proof.position());
            }
        }
        if (hold > 0) {
            report.verified(hold + " inclusion proofs, for the leaves that they name");
        }
    }

    List<Consistency> consistencies() {
        return consistencies;
    }

    void checkConsistency(Roots roots) {
        for (Consistency proof : consistencies) {
            byte[] shorter = roots.of(proof.from());
            byte[] longer = roots.of(proof.to());
            String what =
                    "the log of size %d begins with that of size %d"
                            .formatted(proof.to(), proof.from());
            if (shorter == null || longer == null) {
                report.open(what + ": there is no checkpoint for " + proof.file().getFileName());
            } else if (proof.holds(shorter, longer)) {
                report.verified(what);
            } else {
                report.fault(proof.file().getFileName(), "does not prove that " + what);
            }
        }
    }
}
