package souk.payment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.kernel.Rejected;
import souk.order.rest.StubOrders;
import souk.payment.PaymentCommand.RetryRefund;
import souk.payment.PaymentId;
import souk.payment.PaymentQuery.FindPayment;
import souk.payment.PaymentQuery.ListPayments;
import souk.payment.PaymentRejection.PaymentNotFound;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentStatus;
import souk.payment.RefundId;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;

@HttpTest
class PaymentAdminControllerTest {

    static final String PAYMENTS = "/api/admin/payments";
    static final PaymentId ID = new PaymentId("pay_01hzy00000000000000000000a");
    static final String PAYMENT = PAYMENTS + "/" + ID;
    static final RefundId REFUND = new RefundId("ref_01hzy00000000000000000000a");
    static final String RETRY = PAYMENT + "/refunds/" + REFUND + "/retry";

    @Autowired Client client;
    @Autowired StubOrders payments;

    private String[] admin = {};

    @BeforeEach
    void behave() {
        payments.behave();
        admin = client.admin();
    }

    @Test
    void shows_one() {
        Reply found = client.get(PAYMENT, admin);

        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.header("ETag")).isEqualTo("\"1\"");
        assertThat(found.json().path("paymentId").asString()).isEqualTo(ID.value());
        assertThat(found.json().path("disputed").asBoolean()).isFalse();
        assertThat(payments.queries).containsExactly(new FindPayment(ID));
    }

    @Test
    void lists_those_that_owe_somebody_money() {
        payments.next = "2026-11-21T10:00:00.123456Z " + ID;

        Reply list =
                client.get(PAYMENTS + "?status=PAID&failedRefunds=true&total=true&limit=5", admin);

        assertThat(list.status()).as(list.text()).isEqualTo(200);
        assertThat(list.json().path("total").asInt()).isEqualTo(1);
        assertThat(payments.queries)
                .containsExactly(new ListPayments(PaymentStatus.PAID, true, 5, null, true));
        String cursor = list.json().path("nextCursor").asString();
        assertThat(client.get(PAYMENTS + "?cursor=" + cursor, admin).status()).isEqualTo(200);
        assertThat(payments.queries.getLast())
                .isEqualTo(new ListPayments(null, false, 20, payments.next, false));
    }

    @Test
    void tries_a_refund_again() {
        Reply retried = client.post(RETRY, "", admin);

        assertThat(retried.status()).as(retried.text()).isEqualTo(200);
        assertThat(retried.header("Souk-Position")).isNotBlank();
        assertThat(payments.commands.getFirst().getPayload())
                .isEqualTo(new RetryRefund(ID, REFUND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "2026-11-31T10:00:00Z pay_01hzy00000000000000000000a",
                "2026-11-21T10:00:00Z ord_01hzy00000000000000000000a"
            })
    void refuses_forged_cursors(String after) {
        payments.next = after;
        String cursor = client.get(PAYMENTS, admin).json().path("nextCursor").asString();

        client.get(PAYMENTS + "?cursor=" + cursor, admin).isProblem(400, "invalid_cursor");
    }

    @Test
    void is_refused() {
        payments.answer =
                _ -> {
                    throw new Rejected(new PaymentNotFound());
                };
        payments.decide =
                _ -> {
                    throw new Rejected(new RefundNotFound());
                };
        client.get(PAYMENT, admin).isProblem(404, "payment_not_found");
        client.post(RETRY, "", admin).isProblem(404, "refund_not_found");
        client.get(PAYMENTS + "?status=GONE", admin).isProblem(400, "invalid_input");
        client.get(PAYMENTS + "?failedRefunds=maybe", admin).isProblem(400, "invalid_input");
        client.get(PAYMENTS + "/1", admin).isProblem(400, "invalid_input");
    }

    @Test
    void is_for_admins() {
        client.get(PAYMENTS).isProblem(401, "unauthenticated");
        client.get(PAYMENT).isProblem(401, "unauthenticated");
        client.post(RETRY, "").isProblem(401, "unauthenticated");
        assertThat(payments.queries).isEmpty();
    }
}
