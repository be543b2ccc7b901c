package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.audit.query.Line.OfCheckpoint;
import souk.audit.query.Line.OfKey;
import souk.audit.query.SealedLog.Signed;
import souk.kernel.proof.Checkpoint;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Believes lines of the file that the key has signed that signs at that point of it. Signatures are
 * most of the work where events are few, so those of a piece are verified on all cores.
 */
final class SignedLines {

    static final int PIECE = 1_024;

    /**
     * A line that is not believed yet.
     *
     * @param signs the id of the key that signs there
     * @param fault why it is none that could be believed
     */
    private record Doubtful(
            long number,
            @Nullable OfCheckpoint line,
            @Nullable PublicKey key,
            String signs,
            @Nullable String fault) {

        static Doubtful none(long number, @Nullable String fault) {
            return new Doubtful(number, null, null, "", fault);
        }

        Doubtful verified() {
            if (line == null || key == null || line.checkpoint().isSignedBy(key)) {
                return this;
            }
            return none(number, Chain.wrongSignature(line).getMessage());
        }
    }

    private record Parsed(@Nullable Line line, @Nullable String fault) {

        static Parsed of(String text) {
            try {
                return new Parsed(Line.parse(text), null);
            } catch (Contradiction none) {
                return new Parsed(null, none.getMessage());
            }
        }
    }

    private final Chain chain = new Chain();
    private final Recent recent = new Recent();
    private long number;
    private long size;

    /** The next lines of the file; without those that are of keys and as they should be. */
    List<Signed> read(List<String> texts) {
        List<Parsed> parsed = texts.parallelStream().map(Parsed::of).toList();
        List<Doubtful> doubtful = new ArrayList<>();
        for (int i = 0; i < parsed.size(); i++) {
            number++;
            if (recent.isNew(texts.get(i))) {
                Doubtful next = doubted(parsed.get(i));
                if (next != null) {
                    doubtful.add(next);
                }
            }
        }
        return doubtful.parallelStream().map(Doubtful::verified).toList().stream()
                .map(this::signed)
                .toList();
    }

    private @Nullable Doubtful doubted(Parsed parsed) {
        try {
            return switch (parsed.line()) {
                case OfKey key -> {
                    chain.add(key);
                    yield null;
                }
                case OfCheckpoint line ->
                        new Doubtful(number, line, chain.keyOf(line), chain.keyId(), null);
                case null -> Doubtful.none(number, parsed.fault());
            };
        } catch (Contradiction fault) {
            return Doubtful.none(number, fault.getMessage());
        }
    }

    private Signed signed(Doubtful doubtful) {
        OfCheckpoint line = doubtful.line();
        if (line == null) {
            return faulty(doubtful.number(), doubtful.fault());
        }
        Checkpoint checkpoint = line.checkpoint();
        try {
            Chain.mustFollow(checkpoint, doubtful.signs(), size);
        } catch (Contradiction fault) {
            return faulty(doubtful.number(), fault.getMessage());
        }
        size = checkpoint.size();
        return new Signed(doubtful.number(), size, checkpoint.rootHash(), null);
    }

    private static Signed faulty(long number, @Nullable String fault) {
        return new Signed(number, 0, new byte[0], fault);
    }
}
