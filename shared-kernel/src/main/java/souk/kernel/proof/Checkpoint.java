package souk.kernel.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The head of the tree, vouched for.
 *
 * @param origin which log it is of: no checkpoint of another passes for one of it
 * @param size how many leaves there are: events up to position {@code size - 1}
 * @param keyId of the key that has signed it
 */
public record Checkpoint(
        String origin, long size, byte[] rootHash, Instant time, String keyId, byte[] signature) {

    private static final String FORMAT = "souk.checkpoint.1";
    private static final String ALGORITHM = "Ed25519";
    private static final int ID_DIGITS = 16;

    /** What the head says is signed by the key. */
    public static Checkpoint sign(
            String origin,
            long size,
            byte[] rootHash,
            Instant time,
            PublicKey publicKey,
            PrivateKey privateKey) {
        String keyId = idOf(publicKey);
        byte[] signed = signature(textOf(origin, size, rootHash, time, keyId), privateKey);
        return new Checkpoint(origin, size, rootHash, time, keyId, signed);
    }

    public boolean isSignedBy(PublicKey key) {
        return keyId.equals(idOf(key))
                && isSigned(textOf(origin, size, rootHash, time, keyId), signature, key);
    }

    /** The first digits of the hash of the key as X.509 writes it. */
    public static String idOf(PublicKey key) {
        return HexFormat.of()
                .formatHex(Merkle.sha256().digest(key.getEncoded()))
                .substring(0, ID_DIGITS);
    }

    /** Six lines, each with its end, in this order; the root in base 64. */
    private static byte[] textOf(
            String origin, long size, byte[] rootHash, Instant time, String keyId) {
        return String.join(
                        "\n",
                        FORMAT,
                        origin,
                        String.valueOf(size),
                        Base64.getEncoder().encodeToString(rootHash),
                        time.toString(),
                        keyId,
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] signature(byte[] text, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("The key is no Ed25519 key", unfit);
        }
    }

    static boolean isSigned(byte[] text, byte[] signed, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }
}
