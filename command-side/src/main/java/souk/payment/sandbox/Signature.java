package souk.payment.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Stripe does: the time, and a keyed hash over the time and the body. */
final class Signature {

    private static final String HASH = "HmacSHA256";

    private Signature() {}

    static String of(String body, Instant now, String secret) {
        String signed = now.getEpochSecond() + "." + body;
        return "t=" + now.getEpochSecond() + ",v1=" + hash(signed, secret);
    }

    private static String hash(String signed, String secret) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HASH));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}
