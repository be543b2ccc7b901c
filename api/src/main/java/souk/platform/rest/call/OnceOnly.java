package souk.platform.rest.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What makes a repeated request mint the same ids and be recognised by those who carry it out. */
public final class OnceOnly {

    private static final String HMAC = "HmacSHA256";

    private final String commandKey;
    private final Key seed;
    private final Instant begun;
    private byte[] block = {};
    private int used;
    private int blocks;

    public OnceOnly(String commandKey, byte[] seed, Instant begun) {
        this.commandKey = commandKey;
        this.seed = new SecretKeySpec(seed, HMAC);
        this.begun = begun;
    }

    String commandKey() {
        return commandKey;
    }

    Instant begun() {
        return begun;
    }

    /** The next so many bytes: the same in every attempt that asks in the same order. */
    public byte[] random(int length) {
        byte[] random = new byte[length];
        for (int filled = 0; filled < length; ) {
            if (used == block.length) {
                block = nextBlock();
                used = 0;
            }
            int taken = Math.min(length - filled, block.length - used);
            System.arraycopy(block, used, random, filled, taken);
            used += taken;
            filled += taken;
        }
        return random;
    }

    private byte[] nextBlock() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(seed);
            return mac.doFinal(("mint " + blocks++).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
