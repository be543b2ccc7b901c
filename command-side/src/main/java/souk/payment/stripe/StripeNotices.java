package souk.payment.stripe;

import souk.kernel.InvalidValue;
import souk.kernel.Rejected;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.RefundId;
import souk.payment.command.Notice;
import souk.payment.command.Notice.Irrelevant;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads notices that are written as Stripe's: whatever version of its interface wrote them, of all
 * that is in them only what has been there in every version.
 *
 * @param livemode whether real money is expected
 * @param payments whose payment a transaction is, for notices that don't say
 */
public record StripeNotices(boolean livemode, Function<String, Optional<PaymentId>> payments) {

    public static final String PAYMENT = "souk_payment";
    public static final String REFUND = "souk_refund";
    public static final String ATTEMPT = "souk_attempt";

    /** All that can mean something to us. */
    public static final List<String> TYPES =
            List.of(
                    "checkout.session.completed",
                    "checkout.session.async_payment_succeeded",
                    "checkout.session.expired",
                    "payment_intent.succeeded",
                    "payment_intent.payment_failed",
                    "charge.refunded",
                    "refund.updated",
                    "refund.failed",
                    "charge.refund.updated",
                    "charge.dispute.created",
                    "charge.dispute.closed");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Notice IRRELEVANT = new Irrelevant();

    public Notice interpret(String body) {
        JsonNode event = parse(body);
        JsonNode object = event.path("data").path("object");
        return switch (event.path("type").asString("")) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                    ours(event, paymentOf(object), it -> pagePaid(it, object));
            case "checkout.session.expired" ->
                    ours(
                            event,
                            paymentOf(object),
                            it -> new Notice.PageOver(it, text(object, "id")));
            case "payment_intent.succeeded" ->
                    ours(
                            event,
                            paymentOf(object),
                            it ->
                                    new Notice.Captured(
                                            it,
                                            text(object, "id"),
                                            amount(object, "amount_received").money()));
            case "payment_intent.payment_failed" ->
                    ours(
                            event,
                            paymentOf(object),
                            it ->
                                    new Notice.Declined(
                                            it, text(object, "id"), reasonOfDecline(object)));
            case "charge.refunded" ->
                    ours(event, paymentOfTransaction(object), it -> moved(it, object));
            case "refund.updated", "refund.failed", "charge.refund.updated" ->
                    ours(event, paymentOfTransaction(object), it -> refund(it, object));
            case "charge.dispute.created" ->
                    ours(event, paymentOfTransaction(object), it -> disputed(it, object));
            case "charge.dispute.closed" ->
                    ours(
                            event,
                            paymentOfTransaction(object),
                            it ->
                                    new Notice.DisputeSettled(
                                            disputed(it, object),
                                            !text(object, "status").equals("lost")));
            default -> IRRELEVANT;
        };
    }

    // what others sell over the same account is none of our business
    private Notice ours(
            JsonNode event, Optional<PaymentId> payment, Function<PaymentId, Notice> meaning) {
        if (payment.isEmpty()) {
            return IRRELEVANT;
        }
        if (event.path("livemode").asBoolean() != livemode) {
            throw contradiction(
                    livemode ? "played money where real is due" : "real money where it is played");
        }
        return meaning.apply(payment.get());
    }

    private static Notice pagePaid(PaymentId payment, JsonNode session) {
        return text(session, "payment_status").equals("paid")
                ? new Notice.PagePaid(
                        payment,
                        text(session, "id"),
                        idOf(session.path("payment_intent")),
                        amount(session, "amount_total").money())
                : IRRELEVANT;
    }

    private static Notice moved(PaymentId payment, JsonNode object) {
        String intent = idOf(object.path("payment_intent"));
        return intent.isEmpty() ? IRRELEVANT : new Notice.MoneyMoved(payment, intent);
    }

    private static Notice refund(PaymentId payment, JsonNode refund) {
        JsonNode metadata = refund.path("metadata");
        if (!metadata.has(REFUND)) {
            return moved(payment, refund);
        }
        RefundId id = new RefundId(text(metadata, REFUND));
        int attempt = metadata.path(ATTEMPT).asInt(1);
        return switch (text(refund, "status")) {
            case "succeeded" -> new Notice.RefundDone(payment, id, attempt, text(refund, "id"));
            case "failed", "canceled" ->
                    new Notice.RefundRefused(
                            payment,
                            id,
                            attempt,
                            refund.path("failure_reason").asString("canceled"));
            default -> IRRELEVANT;
        };
    }

    private static Notice.Disputed disputed(PaymentId payment, JsonNode dispute) {
        return new Notice.Disputed(
                payment,
                text(dispute, "id"),
                idOf(dispute.path("payment_intent")),
                amount(dispute, "amount").money(),
                text(dispute, "reason"));
    }

    private static Optional<PaymentId> paymentOf(JsonNode object) {
        String named = object.path("metadata").path(PAYMENT).asString("");
        try {
            return named.isEmpty() ? Optional.empty() : Optional.of(new PaymentId(named));
        } catch (InvalidValue unlike) {
            throw contradiction(named + " is no payment");
        }
    }

    // charges name the payment if their intent did; disputes and refunds of others never do
    private Optional<PaymentId> paymentOfTransaction(JsonNode object) {
        return paymentOf(object)
                .or(
                        () ->
                                Optional.of(idOf(object.path("payment_intent")))
                                        .filter(intent -> !intent.isEmpty())
                                        .flatMap(payments));
    }

    private static String reasonOfDecline(JsonNode intent) {
        JsonNode error = intent.path("last_payment_error");
        return error.path("decline_code").asString(error.path("code").asString("declined"));
    }

    private static StripeAmount amount(JsonNode object, String field) {
        if (!object.path(field).isIntegralNumber()) {
            throw contradiction(field + " is missing");
        }
        return new StripeAmount(object.path(field).asLong(), text(object, "currency"));
    }

    /** Some versions name an object where others put the whole of it. */
    private static String idOf(JsonNode reference) {
        return reference.isObject() ? text(reference, "id") : reference.asString("");
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException unreadable) {
            throw contradiction("it is no JSON");
        }
    }

    private static Rejected contradiction(String what) {
        return new Rejected(new NoticeContradicts(what));
    }
}
