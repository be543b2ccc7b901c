package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.KeyChange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;

/** The keys that have signed, one after the other, and from which on they are believed. */
final class Trust {

    private final @Nullable String wanted;
    private final Map<String, PublicKey> known = new HashMap<>();
    private @Nullable PublicKey signing;

    private Trust(@Nullable String wanted) {
        this.wanted = wanted;
    }

    /** Whoever comes first is believed. */
    static Trust onFirstUse() {
        return new Trust(null);
    }

    /** A file that holds a key, or the id of one. */
    static Trust in(String keyOrFile) {
        Path file = Path.of(keyOrFile);
        if (!Files.exists(file)) {
            if (!keyOrFile.matches("[0-9a-f]{16}")) {
                throw new Unable("--key: there is no file " + keyOrFile + ", and it is no key id");
            }
            return new Trust(keyOrFile);
        }
        PublicKey key = PublicKeys.in(file);
        Trust trust = new Trust(Checkpoint.idOf(key));
        trust.signing = key;
        trust.known.put(Checkpoint.idOf(key), key);
        return trust;
    }

    /** The first line of a file, which nobody vouches for. The trusted key may come later. */
    void begin(PublicKey first) {
        String id = Checkpoint.idOf(first);
        signing = first;
        known.clear();
        if (wanted == null || wanted.equals(id)) {
            known.put(id, first);
        }
    }

    void change(KeyChange change) throws Unreadable {
        PublicKey before = signing;
        String next = Checkpoint.idOf(change.key());
        if (before == null || !change.isSignedBy(before)) {
            throw new Unreadable(
                    "key " + next + " is not vouched for by the key before, " + signingId());
        }
        signing = change.key();
        if (!known.isEmpty() || next.equals(wanted)) {
            known.put(next, change.key());
        }
    }

    /** Whether the key that signs at this point of the file has signed it. */
    boolean vouchesFor(Checkpoint checkpoint) {
        PublicKey now = signing;
        return now != null && checkpoint.isSignedBy(now);
    }

    /** Whether any key that is trusted has signed it. */
    boolean hasVouchedFor(Checkpoint checkpoint) {
        PublicKey key = known.get(checkpoint.keyId());
        return key != null && checkpoint.isSignedBy(key);
    }

    boolean isTrusted() {
        return !known.isEmpty();
    }

    boolean isTaken() {
        return wanted == null;
    }

    @Nullable String wanted() {
        return wanted;
    }

    String signingId() {
        return signing == null ? "none" : Checkpoint.idOf(signing);
    }
}
