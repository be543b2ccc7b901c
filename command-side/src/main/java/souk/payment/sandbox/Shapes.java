package souk.payment.sandbox;

import souk.payment.SandboxSession.Status;
import souk.payment.stripe.StripeNotices;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects and events, written as Stripe writes them, of which only what matters is filled in. */
final class Shapes {

    static final String VERSION = "2026-06-24.dahlia";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Shapes() {}

    static String event(String id, String type, Map<String, Object> object, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("object", "event");
        event.put("api_version", VERSION);
        event.put("created", now.getEpochSecond());
        event.put("data", Map.of("object", object));
        event.put("livemode", false);
        event.put("pending_webhooks", 1);
        event.put("request", nothing("id", "idempotency_key"));
        event.put("type", type);
        return JSON.writeValueAsString(event);
    }

    static Map<String, Object> checkoutSession(Session session) {
        Map<String, Object> shape = object(session.id(), "checkout.session", session);
        shape.put("amount_subtotal", session.amount().amount());
        shape.put("amount_total", session.amount().amount());
        shape.put("client_reference_id", session.payment());
        shape.put("expires_at", session.expiresAt().getEpochSecond());
        shape.put("mode", "payment");
        boolean paid = session.status() == Status.PAID;
        shape.put("payment_intent", paid ? session.intent() : null);
        shape.put("payment_status", paid ? "paid" : "unpaid");
        shape.put(
                "status",
                switch (session.status()) {
                    case OPEN -> "open";
                    case PAID -> "complete";
                    case EXPIRED -> "expired";
                });
        return shape;
    }

    static Map<String, Object> paymentIntent(Session session) {
        Map<String, Object> shape = object(session.intent(), "payment_intent", session);
        boolean paid = session.status() == Status.PAID;
        shape.put("amount", session.amount().amount());
        shape.put("amount_capturable", 0);
        shape.put("amount_received", paid ? session.amount().amount() : 0);
        shape.put("capture_method", "automatic");
        shape.put("latest_charge", session.charge());
        shape.put("last_payment_error", paid ? null : declined());
        shape.put("status", paid ? "succeeded" : "requires_payment_method");
        return shape;
    }

    static Map<String, Object> charge(Session session) {
        Map<String, Object> shape = object(session.charge(), "charge", session);
        shape.put("amount", session.amount().amount());
        shape.put("amount_captured", session.amount().amount());
        shape.put("amount_refunded", session.refunded());
        shape.put("captured", true);
        shape.put("disputed", false);
        shape.put("paid", true);
        shape.put("payment_intent", session.intent());
        shape.put("refunded", session.refunded() == session.amount().amount());
        shape.put("status", "succeeded");
        return shape;
    }

    private static Map<String, Object> object(String id, String kind, Session session) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", id);
        shape.put("object", kind);
        shape.put("created", session.createdAt().getEpochSecond());
        shape.put("currency", session.amount().currency());
        shape.put("livemode", false);
        shape.put("metadata", Map.of(StripeNotices.PAYMENT, session.payment()));
        return shape;
    }

    private static Map<String, Object> declined() {
        return Map.of(
                "type", "card_error",
                "code", "card_declined",
                "decline_code", "generic_decline",
                "message", "Your card was declined.");
    }

    private static Map<String, Object> nothing(String... names) {
        Map<String, Object> shape = new LinkedHashMap<>();
        for (String name : names) {
            shape.put(name, null);
        }
        return shape;
    }
}
