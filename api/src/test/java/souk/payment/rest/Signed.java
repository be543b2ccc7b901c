package souk.payment.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes and signs notices, as a provider does. */
final class Signed {

    private Signed() {}

    static String notice(String id, String object) {
        return """
        {"id": "%s", "object": "event", "type": "checkout.session.completed", "created": 1763719200,
         "livemode": false, "data": {"object": {"id": "%s", "payment_status": "paid"}}}
        """
                .formatted(id, object);
    }

    static String by(String secret, Instant at, String body) {
        return "t=" + at.getEpochSecond() + ",v1=" + hash(secret, at, body);
    }

    static String hash(String secret, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(
                            mac.doFinal(
                                    (at.getEpochSecond() + "." + body)
                                            .getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
