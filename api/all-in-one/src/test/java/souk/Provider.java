package souk;

import souk.Shopper.Reply;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells what a payment provider tells, in the shapes of his, signed with the secret at hand. */
final class Provider {

    private static final String HMAC = "HmacSHA256";

    private final Shopper http;
    private final SecretKeySpec secret;

    Provider(URI shop, String secret) {
        this.http = new Shopper(shop);
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    Reply tell(String notice) {
        return tell(notice, Instant.now());
    }

    Reply tell(String notice, Instant signedAt) {
        long time = signedAt.getEpochSecond();
        return http.post(
                "/api/payments/webhook",
                notice,
                "Stripe-Signature",
                "t=" + time + ",v1=" + hash(time + "." + notice));
    }

    String pagePaid(String id, String payment, String session, String intent, long amount) {
        return notice(
                id,
                "checkout.session.completed",
                """
                {"id": "%s", "object": "checkout.session", "payment_status": "paid",
                 "payment_intent": "%s", "amount_total": %d, "currency": "eur",
                 "metadata": {"souk_payment": "%s"}}\
                """
                        .formatted(session, intent, amount, payment));
    }

    String pageOver(String id, String payment, String session) {
        return notice(
                id,
                "checkout.session.expired",
                """
                {"id": "%s", "object": "checkout.session", "payment_status": "unpaid",
                 "metadata": {"souk_payment": "%s"}}\
                """
                        .formatted(session, payment));
    }

    String captured(String id, String payment, String intent, long amount) {
        return notice(
                id,
                "payment_intent.succeeded",
                """
                {"id": "%s", "object": "payment_intent", "status": "succeeded",
                 "amount_received": %d, "currency": "eur", "metadata": {"souk_payment": "%s"}}\
                """
                        .formatted(intent, amount, payment));
    }

    String declined(String id, String payment, String intent, long amount) {
        return notice(
                id,
                "payment_intent.payment_failed",
                """
                {"id": "%s", "object": "payment_intent", "status": "requires_payment_method",
                 "amount": %d, "currency": "eur",
                 "last_payment_error": {"code": "card_declined"},
                 "metadata": {"souk_payment": "%s"}}\
                """
                        .formatted(intent, amount, payment));
    }

    String givenBack(String id, String payment, String intent, long captured, long refunded) {
        return notice(
                id,
                "charge.refunded",
                """
                {"id": "ch_%1$s", "object": "charge", "payment_intent": "%1$s",
                 "amount_captured": %2$d, "amount_refunded": %3$d, "currency": "eur",
                 "metadata": {"souk_payment": "%4$s"}}\
                """
                        .formatted(intent, captured, refunded, payment));
    }

    private static String notice(String id, String type, String object) {
        return """
        {"id": "%s", "object": "event", "type": "%s", "created": %d, "livemode": false,
         "data": {"object": %s}}\
        """
                .formatted(id, type, Instant.now().getEpochSecond(), object);
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
