package souk.account.rest;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals signing keys, so that a copy of the database alone makes no tokens. May be absent. */
final class MasterKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final @Nullable SecretKeySpec key;

    MasterKey(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != 0 && bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "souk.auth.master-key must be " + KEY_BYTES + " bytes in base 64");
        }
        key = bytes.length == 0 ? null : new SecretKeySpec(bytes, "AES");
    }

    boolean isThere() {
        return key != null;
    }

    byte[] seal(String id, byte[] plain) {
        if (key == null) {
            return plain;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, id, plain, 0);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    }

    byte[] open(String id, byte[] stored, boolean sealed) {
        if (!sealed) {
            return stored;
        }
        if (key == null) {
            throw new IllegalStateException(
                    "Signing keys are sealed: configure the souk.auth.master-key that sealed them");
        }
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        return crypt(Cipher.DECRYPT_MODE, key, nonce, id, stored, NONCE_BYTES);
    }

    private static byte[] crypt(
            int mode, SecretKeySpec key, byte[] nonce, String id, byte[] input, int offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(
                    "souk.auth.master-key does not open the signing key " + id, failed);
        }
    }
}
