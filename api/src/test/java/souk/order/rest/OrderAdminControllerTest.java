package souk.order.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.kernel.CommonRejection.TooMuchContention;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderNumber;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderRejection.LineNotInOrder;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderRejection.RefundNotPayable;
import souk.order.OrderRejection.RefundTooLarge;
import souk.order.OrderStatus;
import souk.order.Returned;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.seller.SellerId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

@HttpTest
class OrderAdminControllerTest {

    static final String ORDERS = "/api/admin/orders";

    @Autowired Client client;
    @Autowired StubOrders orders;

    private String[] admin = {};

    @BeforeEach
    void behave() {
        orders.behave();
        admin = client.admin();
    }

    private void refuse(Rejection rejection) {
        orders.decide =
                _ -> {
                    throw new Rejected(rejection);
                };
    }

    @Test
    void is_for_admins() {
        String[] seller = new People(client).seller().token();
        for (String path : List.of("", "/status", "/" + Orders.ID + "/refunds")) {
            client.post(ORDERS + path, "{}").isProblem(401, "unauthenticated");
            client.post(ORDERS + path, "{}", seller).isProblem(403, "forbidden");
        }
        client.get(ORDERS, seller).isProblem(403, "forbidden");
    }

    @Nested
    class Listing {

        @Test
        void by_everything() {
            OrderNumber number = OrderNumber.of("SK", LocalDate.of(2026, 11, 21), 99);

            Reply list =
                    client.get(
                            ORDERS
                                    + "?status=PARTIALLY_REFUNDED&from=2026-01-01T00:00:00Z"
                                    + "&to=2027-01-01T00:00:00Z"
                                    + "&account=acc_01hzy00000000000000000000a"
                                    + "&seller=sel_01hzy00000000000000000000a"
                                    + "&email=Mia@example.org&sort=placedAt&limit=7&total=true"
                                    + "&number="
                                    + number,
                            admin);

            assertThat(list.status()).as(list.text()).isEqualTo(200);
            assertThat(orders.queries)
                    .containsExactly(
                            new ListOrders(
                                    new Filter(
                                            null,
                                            OrderStatus.PARTIALLY_REFUNDED,
                                            Instant.parse("2026-01-01T00:00:00Z"),
                                            Instant.parse("2027-01-01T00:00:00Z"),
                                            new AccountId("acc_01hzy00000000000000000000a"),
                                            new SellerId("sel_01hzy00000000000000000000a"),
                                            new EmailAddress("mia@example.org").key(),
                                            number),
                                    Sort.OLDEST_FIRST,
                                    7,
                                    null,
                                    true));
        }

        @Test
        void of_all() {
            assertThat(client.get(ORDERS, admin).json().path("items")).hasSize(1);
            ListOrders query = (ListOrders) orders.queries.getFirst();
            assertThat(query.filter())
                    .isEqualTo(new Filter(null, null, null, null, null, null, null, null));
            assertThat(query.sort()).isEqualTo(Sort.NEWEST_FIRST);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "status=LOST",
                    "from=yesterday",
                    "to=%2B1000000000-01-01T00:00:00Z",
                    "from=-0001-01-01T00:00:00Z",
                    "account=1",
                    "seller=1",
                    "email=mia",
                    "number=SK-261121-00000000",
                    "sort=email",
                    "buyer=me"
                })
        void refuses_what_it_does_not_know(String query) {
            client.get(ORDERS + "?" + query, admin).isProblem(400, "invalid_input");
            assertThat(orders.queries).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x",
                    "NEWEST_FIRST",
                    "OLDEST_FIRST 2026-11-21T10:00:00Z ord_01hzy00000000000000000000a",
                    "NEWEST_FIRST 2026-11-31T10:00:00Z ord_01hzy00000000000000000000a",
                    "NEWEST_FIRST 2026-11-21T10:00:00Z 1"
                })
        void refuses_forged_cursors(String after) {
            orders.next = after;
            String cursor = client.get(ORDERS, admin).json().path("nextCursor").asString();

            client.get(ORDERS + "?cursor=" + cursor, admin).isProblem(400, "invalid_cursor");
        }
    }

    @Nested
    class Refunding {

        static final String PATH = ORDERS + "/" + Orders.ID + "/refunds";

        private RefundOrder sent() {
            return (RefundOrder) orders.sent().getLast();
        }

        @Test
        void an_amount() {
            Reply refunded =
                    client.post(
                            PATH,
                            """
                            {"amount": {"amount": 500, "currency": "EUR"}, "reason": "late"}
                            """,
                            admin);

            assertThat(refunded.status()).as(refunded.text()).isEqualTo(201);
            assertThat(refunded.header("Location")).isEqualTo("/api/orders/" + Orders.ID);
            assertThat(refunded.json().path("id").asString()).isEqualTo(Orders.ID.value());
            assertThat(refunded.json().has("trackingToken")).isFalse();
            assertThat(sent())
                    .isEqualTo(
                            new RefundOrder(
                                    Orders.ID,
                                    sent().refundId(),
                                    Orders.euros(500),
                                    List.of(),
                                    "late",
                                    false));
        }

        @Test
        void lines() {
            client.post(
                    PATH,
                    """
                    {"lines": [{"sku": "MUG", "quantity": 1}], "reason": "broken", "restock": true}
                    """,
                    admin);

            assertThat(sent().amount()).isNull();
            assertThat(sent().lines())
                    .containsExactly(new Returned(new Sku("MUG"), new Quantity(1)));
            assertThat(sent().restock()).isTrue();
        }

        @Test
        void all() {
            client.post(PATH, "{\"reason\": \"sorry\"}", admin);

            assertThat(sent().amount()).isNull();
            assertThat(sent().lines()).isEmpty();
        }

        @Test
        void the_same_again_for_the_same_key() {
            orders.replayed = true;

            Reply refunded =
                    client.post(
                            PATH,
                            "{\"reason\": \"sorry\"}",
                            Client.with(admin, "Idempotency-Key", UUID.randomUUID().toString()));

            assertThat(refunded.status()).isEqualTo(201);
            assertThat(orders.queries).containsExactly(new FindOrder(Orders.ID, null));
        }

        @Test
        void is_refused() {
            refuse(new RefundTooLarge(Orders.euros(100)));
            Reply large = client.post(PATH, "{\"reason\": \"sorry\"}", admin);
            large.isProblem(422, "refund_too_large");
            assertThat(large.json().at("/refundable/amount").asLong()).isEqualTo(100);
            refuse(new RefundNotPayable(Orders.euros(10)));
            Reply odd = client.post(PATH, "{\"reason\": \"sorry\"}", admin);
            odd.isProblem(422, "refund_not_payable");
            assertThat(odd.json().at("/smallest/amount").asLong()).isEqualTo(10);
            refuse(new LineNotInOrder(new Sku("PEN")));
            client.post(PATH, "{\"reason\": \"sorry\"}", admin).isProblem(422, "line_not_in_order");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"reason\": \"\"}",
                    "{\"reason\": \"x\", \"lines\": [{\"sku\": \"MUG\"}]}",
                    "{\"reason\": \"x\", \"lines\": [{\"sku\": \"MUG\", \"quantity\": 0}]}",
                    "{\"reason\": \"x\", \"lines\": [{\"sku\": \"M\", \"quantity\": 1},"
                            + " {\"sku\": \"M\", \"quantity\": 1}]}",
                    "{\"reason\": \"x\", \"lines\": [{\"sku\": \"M\", \"quantity\": 1}],"
                            + " \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}"
                })
        void says_what_is_wrong(String body) {
            client.post(PATH, body, admin).isProblem(400, "invalid_input");
            assertThat(orders.commands).isEmpty();
        }
    }

    @Nested
    class Many {

        static final String PATH = ORDERS + "/status";

        private static String row(String status, String more) {
            return "{\"id\": \"%s\", \"status\": \"%s\"%s}".formatted(Orders.ID, status, more);
        }

        private Reply change(String... rows) {
            return client.post(PATH, "{\"orders\": [" + String.join(",", rows) + "]}", admin);
        }

        @Test
        void each_for_itself() {
            orders.decide =
                    command -> {
                        if (command instanceof DeliverOrder) {
                            throw new Rejected(new OrderNotInState(OrderStatus.PAID));
                        }
                        return null;
                    };

            Reply changed =
                    change(
                            row("SHIPPED", ", \"carrier\": \"DHL\", \"trackingNumber\": \"123\""),
                            row("DELIVERED", ""),
                            row("CANCELLED", ", \"reason\": \"sold out\""));

            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            assertThat(orders.sent())
                    .containsExactly(
                            new ShipOrder(Orders.ID, null, "DHL", "123"),
                            new DeliverOrder(Orders.ID, null),
                            new CancelOrder(Orders.ID, null, "sold out"));
            assertThat(changed.json().at("/orders/0").toString())
                    .isEqualTo("{\"id\":\"" + Orders.ID + "\",\"ok\":true}");
            assertThat(changed.json().at("/orders/1/ok").asBoolean()).isFalse();
            assertThat(changed.json().at("/orders/1/problem/code").asString())
                    .isEqualTo("order_not_in_state");
            assertThat(changed.json().at("/orders/1/problem/status").asInt()).isEqualTo(409);
            assertThat(changed.json().at("/orders/2/ok").asBoolean()).isTrue();
        }

        @Test
        void and_what_nobody_expected_hides_nothing_of_the_others() {
            orders.decide =
                    command -> {
                        if (command instanceof DeliverOrder) {
                            throw new IllegalStateException("secret");
                        }
                        return null;
                    };

            Reply changed = change(row("SHIPPED", ""), row("DELIVERED", ""), row("CANCELLED", ""));

            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            assertThat(changed.json().at("/orders/0/ok").asBoolean()).isTrue();
            assertThat(changed.json().at("/orders/1/problem/status").asInt()).isEqualTo(500);
            assertThat(changed.json().at("/orders/2/ok").asBoolean()).isTrue();
            assertThat(changed.text()).doesNotContain("secret");
        }

        @Test
        void under_a_key_what_may_pass_is_tried_again() {
            String key = UUID.randomUUID().toString();
            orders.decide =
                    _ -> {
                        throw new Rejected(new TooMuchContention());
                    };
            Reply busy = keyed(key);
            assertThat(busy.json().at("/orders/0/problem/retryable").asBoolean()).isTrue();

            orders.decide = _ -> null;

            assertThat(keyed(key).json().at("/orders/0/ok").asBoolean()).isTrue();
            assertThat(keyed(key).header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(orders.commands).hasSize(2);
        }

        private Reply keyed(String key) {
            return client.post(
                    PATH,
                    "{\"orders\": [" + row("DELIVERED", "") + "]}",
                    Client.with(admin, "Idempotency-Key", key));
        }

        @Test
        void at_no_version_for_there_are_many() {
            client.post(
                            PATH,
                            "{\"orders\": [" + row("DELIVERED", "") + "]}",
                            Client.with(admin, "If-Match", "\"3\""))
                    .isProblem(400, "invalid_if_match");
            assertThat(orders.commands).isEmpty();
        }

        @Test
        void not_too_many_and_not_none() {
            change().isProblem(400, "invalid_input").names("orders", "invalid_orders");
            change(Collections.nCopies(101, row("DELIVERED", "")).toArray(String[]::new))
                    .isProblem(400, "invalid_input");
            assertThat(
                            change(
                                            Collections.nCopies(100, row("DELIVERED", ""))
                                                    .toArray(String[]::new))
                                    .status())
                    .isEqualTo(200);
        }

        @Test
        void none_where_one_makes_no_sense() {
            change(row("SHIPPED", ""), row("REFUNDED", "")).isProblem(400, "invalid_input");
            change(row("SHIPPED", ""), row("SHIPPED", ", \"carrier\": \"\""))
                    .isProblem(400, "invalid_input");
            client.post(PATH, "{}", admin).isProblem(400, "invalid_input");
            assertThat(orders.commands).isEmpty();
        }
    }
}
