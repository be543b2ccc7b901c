package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.audit.LogKey;
import souk.kernel.proof.Checkpoint;

import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The keys of one log, each vouched for by the one before. */
final class Chain {

    private final Map<String, PublicKey> keys = new LinkedHashMap<>();
    private @Nullable String origin;
    private @Nullable LogKey last;

    /** As it is now, to go on by itself. */
    Chain copy() {
        Chain copy = new Chain();
        copy.keys.putAll(keys);
        copy.origin = origin;
        copy.last = last;
        return copy;
    }

    void add(Line.OfKey line) {
        mustBeOfThis(line);
        if (last != null && !line.isSignedBy(key(last.keyId()))) {
            throw new Contradiction("nobody vouches for the key " + line.key().keyId());
        }
        PublicKey key = line.publicKey();
        if (!Checkpoint.idOf(key).equals(line.key().keyId())) {
            throw new Contradiction("a key is not the one that its id names");
        }
        keys.put(line.key().keyId(), key);
        last = line.key();
    }

    void check(Line.OfCheckpoint line) {
        if (!line.checkpoint().isSignedBy(keyOf(line))) {
            throw wrongSignature(line);
        }
    }

    static Contradiction wrongSignature(Line.OfCheckpoint line) {
        return new Contradiction(
                "the checkpoint of size " + line.checkpoint().size() + " has a wrong signature");
    }

    /** Which has signed it, as it says. */
    PublicKey keyOf(Line.OfCheckpoint line) {
        mustBeOfThis(line);
        return key(line.checkpoint().keyId());
    }

    /** One that stands in the file, behind one of that size. */
    void checkFollows(Line.OfCheckpoint line, long size) {
        check(line);
        mustFollow(line.checkpoint(), keyId(), size);
    }

    static void mustFollow(Checkpoint checkpoint, String signs, long size) {
        if (!checkpoint.keyId().equals(signs)) {
            throw new Contradiction(
                    "the key %s has signed, though %s had taken its place"
                            .formatted(checkpoint.keyId(), signs));
        }
        if (checkpoint.size() < size) {
            throw new Contradiction(
                    "the log has become shorter: size %d after %d"
                            .formatted(checkpoint.size(), size));
        }
    }

    /** One that would come after all there are so far, the last of that size. */
    void checkNext(Line.OfCheckpoint line, long size) {
        check(line);
        Checkpoint checkpoint = line.checkpoint();
        if (checkpoint.size() <= size || !checkpoint.keyId().equals(keyId())) {
            throw new Contradiction(
                    "a line of the tables, of size %d and signed by %s, does not go on from size %d and the key %s"
                            .formatted(checkpoint.size(), checkpoint.keyId(), size, keyId()));
        }
    }

    private void mustBeOfThis(Line line) {
        if (origin == null) {
            origin = line.origin();
        }
        if (!line.origin().equals(origin)) {
            throw new Contradiction(
                    "a line is of " + line.origin() + ", those before of " + origin);
        }
    }

    private PublicKey key(String id) {
        PublicKey key = keys.get(id);
        if (key == null) {
            throw new Contradiction("the key " + id + " is not in the chain");
        }
        return key;
    }

    String origin() {
        return Objects.requireNonNull(origin);
    }

    /** Which signs from now on. */
    String keyId() {
        return Objects.requireNonNull(last).keyId();
    }

    PublicKey publicKey() {
        return key(keyId());
    }
}
