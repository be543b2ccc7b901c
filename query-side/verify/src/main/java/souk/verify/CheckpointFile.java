package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.KeyChange;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The lines that the sealer has appended: keys, and checkpoints of ascending size. */
final class CheckpointFile {

    private static final int MOST_FAULTS = 1_000;
    private static final int RECENT = 64;

    private final Path file;
    private final Trust trust;
    private final Report report;
    private final Set<Long> unfit = new HashSet<>();
    private final Deque<String> recent = new ArrayDeque<>();
    private @Nullable String origin;
    private @Nullable Located first;
    private @Nullable Located last;
    private long count;
    private long untrusted;
    private long trustedFrom = Long.MAX_VALUE;
    private int keys;

    CheckpointFile(Path file, Trust trust, Report report) {
        this.file = file;
        this.trust = trust;
        this.report = report;
    }

    /** Each line and each signature; what is fit to be compared with is told to the witness. */
    void check(Witness witness) {
        try (Lines lines = new Lines(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (isAgain(line)) {
                    unfit.add(lines.place().line());
                    continue;
                }
                try {
                    accept(Json.line(line), lines.place(), witness);
                } catch (Unreadable fault) {
                    report.fault(lines.place(), Objects.toString(fault.getMessage()));
                    unfit.add(lines.place().line());
                    if (unfit.size() >= MOST_FAULTS) {
                        throw new Unable(file + " has too many faults: is it the right file?");
                    }
                }
            }
        }
        tell();
    }

    /** Two nodes that took turns may have written one line both. */
    private boolean isAgain(String line) {
        if (recent.contains(line)) {
            return true;
        }
        recent.addLast(line);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        return false;
    }

    private void accept(Fields fields, Place place, Witness witness) throws Unreadable {
        String of = fields.text("origin");
        if (origin == null) {
            origin = of;
        } else if (!origin.equals(of)) {
            throw new Unreadable("it is of another log, '" + of + "' instead of '" + origin + "'");
        }
        if (fields.has("key")) {
            keyLine(fields, place);
        } else {
            Checkpoint checkpoint = checkpoint(fields, of);
            mustFollow(checkpoint);
            last = new Located(checkpoint, place);
            first = first == null ? last : first;
            count++;
            if (trust.isTrusted()) {
                trustedFrom = Math.min(trustedFrom, place.line());
                witness.sees(last);
            } else {
                untrusted++;
            }
        }
    }

    private void keyLine(Fields fields, Place place) throws Unreadable {
        PublicKey key = PublicKeys.of(fields.bytes("key"));
        String id = Checkpoint.idOf(key);
        if (fields.has("keyId") && !fields.text("keyId").equals(id)) {
            throw new Unreadable("the key is not the one that its id names, but " + id);
        }
        if (place.line() == 1 && !fields.has("previousKeyId")) {
            trust.begin(key);
        } else {
            trust.change(
                    new KeyChange(
                            fields.text("origin"),
                            key,
                            fields.instant("time"),
                            fields.text("previousKeyId"),
                            fields.bytes("signature")));
        }
        if (trust.isTrusted()) {
            keys++;
        }
    }

    private void mustFollow(Checkpoint checkpoint) throws Unreadable {
        if (!trust.vouchesFor(checkpoint)) {
            throw new Unreadable(
                    "the signature of the checkpoint of size %d is not by the key that signs here, %s"
                            .formatted(checkpoint.size(), trust.signingId()));
        }
        if (last != null) {
            Checkpoint before = last.checkpoint();
            if (checkpoint.size() < before.size()) {
                throw new Unreadable(
                        "the log has become shorter: size %d after %d"
                                .formatted(checkpoint.size(), before.size()));
            }
            if (checkpoint.size() == before.size()
                    && !MessageDigest.isEqual(checkpoint.rootHash(), before.rootHash())) {
                throw new Unreadable(
                        "two trees were signed for size %d, the other one at %s"
                                .formatted(checkpoint.size(), last.place()));
            }
        }
    }

    static Checkpoint checkpoint(Fields fields, String origin) throws Unreadable {
        return new Checkpoint(
                origin,
                fields.number("size"),
                fields.hash("rootHash"),
                fields.instant("time"),
                fields.text("keyId"),
                fields.bytes("signature"));
    }

    private void tell() {
        if (count > untrusted) {
            report.verified(
                    "%d checkpoints of %s up to size %d, signed by a chain of %d keys"
                            .formatted(count - untrusted, origin, size(), keys));
        }
        if (!trust.isTrusted()) {
            report.fault(file.getFileName(), "key " + trust.wanted() + " is not in its chain");
        } else if (untrusted > 0) {
            report.open(untrusted + " checkpoints from before the key that is trusted");
        }
        if (trust.isTaken() && first != null) {
            report.verified(
                    "the first key, %s, is believed because it comes first: compare it with what you have noted, or say --key"
                            .formatted(first.checkpoint().keyId()));
        }
    }

    /** Those that have stood the check and are trusted, once more, in order. */
    Cursor cursor() {
        return new Cursor();
    }

    String origin() {
        return origin == null ? "" : origin;
    }

    /** How many leaves the last one vouches for. */
    long size() {
        return last == null ? 0 : last.checkpoint().size();
    }

    /** A checkpoint, and where it stands. */
    record Located(Checkpoint checkpoint, Place place) {}

    /** Shown all that are fit, from the key that is trusted on. */
    interface Witness {
        void sees(Located checkpoint);
    }

    /** Goes through the file beside an export. */
    final class Cursor implements AutoCloseable {

        private final Lines lines = new Lines(file);
        private @Nullable Located next;

        private Cursor() {
            advance();
        }

        @Nullable Located peek() {
            return next;
        }

        void advance() {
            next = null;
            for (String line = lines.next(); line != null && next == null; ) {
                next = fit(line);
                line = next == null ? lines.next() : line;
            }
        }

        private @Nullable Located fit(String line) {
            if (lines.place().line() < trustedFrom) {
                return null;
            }
            try {
                Fields fields = Json.line(line);
                return fields.has("key") || unfit.contains(lines.place().line())
                        ? null
                        : new Located(checkpoint(fields, origin()), lines.place());
            } catch (Unreadable faultBefore) {
                return null;
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
