package souk.kernel.proof;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;

/**
 * From here on another key signs, vouched for by the one before: who trusts the first key trusts
 * all that follow.
 */
public record KeyChange(
        String origin, PublicKey key, Instant time, String previousKeyId, byte[] signature) {

    private static final String FORMAT = "souk.key.1";

    public static KeyChange sign(
            String origin,
            PublicKey next,
            Instant time,
            PublicKey previous,
            PrivateKey previousPrivate) {
        String previousId = Checkpoint.idOf(previous);
        byte[] text = textOf(origin, next, time, previousId);
        return new KeyChange(
                origin, next, time, previousId, Checkpoint.signature(text, previousPrivate));
    }

    public boolean isSignedBy(PublicKey previous) {
        return previousKeyId.equals(Checkpoint.idOf(previous))
                && Checkpoint.isSigned(
                        textOf(origin, key, time, previousKeyId), signature, previous);
    }

    /** Five lines, each with its end; the key itself, of which its id is only a part of a hash. */
    private static byte[] textOf(
            String origin, PublicKey next, Instant time, String previousKeyId) {
        return String.join(
                        "\n",
                        FORMAT,
                        origin,
                        Base64.getEncoder().encodeToString(next.getEncoded()),
                        time.toString(),
                        previousKeyId,
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
