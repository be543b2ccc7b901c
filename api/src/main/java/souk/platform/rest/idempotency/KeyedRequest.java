package souk.platform.rest.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Everything that follows from an Idempotency-Key and whoever sent it.
 *
 * <p>Only the id is stored in clear. Whoever reads the table but knows no key can neither open nor
 * guess the rest.
 */
final class KeyedRequest {

    private static final byte[] SALT = "souk http request".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey root;
    private final byte[] id;

    KeyedRequest(String caller, String idempotencyKey) {
        try {
            root =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveKey(
                                    "HKDF",
                                    HKDFParameterSpec.ofExtract()
                                            .addSalt(SALT)
                                            .addIKM(framed(caller))
                                            .addIKM(framed(idempotencyKey))
                                            .extractOnly());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        id = derive("id");
    }

    byte[] id() {
        return id.clone();
    }

    /** Under which commands of this request are carried out once: dies with the seed. */
    String commandKey(byte[] seed) {
        return HexFormat.of().formatHex(mac("command", seed));
    }

    byte[] mac(String purpose, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derive("mac " + purpose), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(framed(part));
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, purpose, nonce);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] open(String purpose, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, purpose, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("a stored request has been tampered with", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(derive("seal " + purpose), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.expandOnly(
                                    root, purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] framed(String text) {
        return framed(text.getBytes(StandardCharsets.UTF_8));
    }

    // with its length before it, so that no two sequences of parts read the same
    private static byte[] framed(byte[] part) {
        return ByteBuffer.allocate(Integer.BYTES + part.length)
                .putInt(part.length)
                .put(part)
                .array();
    }
}
