package souk.payment.stripe;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Objects as Stripe has them, cut down to what is read, and to a little that is not. */
final class StripeShapes {

    static final String PAYMENT = "pay_01hzy00000000000000000000a";
    static final String REFUND = "ref_01hzy00000000000000000000a";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StripeShapes() {}

    static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }

    static String event(String type, ObjectNode object) {
        return event(type, object, false);
    }

    static String event(String type, ObjectNode object, boolean livemode) {
        ObjectNode event =
                object(
                        """
                        {'id':'evt_1','object':'event','api_version':'2026-06-24.dahlia',
                         'created':1795262400,'data':{},'livemode':false,'pending_webhooks':1,
                         'request':{'id':null,'idempotency_key':null},'type':''}
                        """);
        event.put("type", type).put("livemode", livemode);
        ((ObjectNode) event.path("data")).set("object", object);
        return event.toString();
    }

    static ObjectNode session(String status, String paymentStatus) {
        return object(
                """
                {'id':'cs_test_1','object':'checkout.session','amount_subtotal':19900,
                 'amount_total':19900,'client_reference_id':'%s','created':1795262400,
                 'currency':'tnd','expires_at':1795265999,'livemode':false,
                 'metadata':{'souk_payment':'%s'},'mode':'payment','payment_intent':'pi_1',
                 'payment_status':'%s','status':'%s',
                 'url':'https://checkout.stripe.com/c/pay/cs_test_1'}
                """
                        .formatted(PAYMENT, PAYMENT, paymentStatus, status));
    }

    static ObjectNode intent(String status) {
        return object(
                """
                {'id':'pi_1','object':'payment_intent','amount':19900,'amount_received':19900,
                 'currency':'tnd','last_payment_error':{'type':'card_error','code':'card_declined',
                 'decline_code':'insufficient_funds'},'latest_charge':'ch_1','livemode':false,
                 'metadata':{'souk_payment':'%s'},'status':'%s'}
                """
                        .formatted(PAYMENT, status));
    }

    static ObjectNode charge(long refunded) {
        return object(
                """
                {'id':'ch_1','object':'charge','amount':19900,'amount_captured':19900,
                 'amount_refunded':%d,'captured':true,'currency':'tnd','livemode':false,
                 'metadata':{'souk_payment':'%s'},'payment_intent':'pi_1','status':'succeeded'}
                """
                        .formatted(refunded, PAYMENT));
    }

    static ObjectNode refund(String status) {
        return object(
                """
                {'id':'re_1','object':'refund','amount':900,'charge':'ch_1','currency':'tnd',
                 'failure_reason':'expired_or_canceled_card','metadata':{'souk_payment':'%s',
                 'souk_refund':'%s','souk_attempt':'2'},'payment_intent':'pi_1','status':'%s'}
                """
                        .formatted(PAYMENT, REFUND, status));
    }

    static ObjectNode dispute(String status) {
        return object(
                """
                {'id':'dp_1','object':'dispute','amount':19900,'charge':'ch_1','currency':'tnd',
                 'livemode':false,'metadata':{},'payment_intent':'pi_1','reason':'fraudulent',
                 'status':'%s'}
                """
                        .formatted(status));
    }

    /** A list, as its interface answers with. */
    static String list(ObjectNode... objects) {
        ObjectNode list = object("{'object':'list','has_more':false,'url':'/v1/any','data':[]}");
        for (ObjectNode each : objects) {
            list.withArray("data").add(each);
        }
        return list.toString();
    }
}
