package souk.order.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderQuery.FindSellerOrder;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.rest.People.Person;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;

import java.util.UUID;

@HttpTest
class SellerOrderControllerTest {

    static final String ORDERS = "/api/seller/orders";
    static final String ORDER = ORDERS + "/" + Orders.ID;
    static final String SHIPMENT = "{\"carrier\": \"DHL\", \"trackingNumber\": \"123\"}";

    @Autowired Client client;
    @Autowired StubOrders orders;

    private Person seller;

    @BeforeEach
    void behave() {
        orders.behave();
        seller = new People(client).seller();
        Orders.SELLERS.clear();
        Orders.SELLERS.add(seller.seller());
        Orders.SELLERS.add(new People(client).seller().seller());
    }

    @AfterEach
    void close() {
        Orders.SELLERS.clear();
    }

    private void shows_only_ones_own(Reply reply) {
        assertThat(reply.json().path("id").asString())
                .as(reply.text())
                .isEqualTo(Orders.ID.value());
        assertThat(reply.json().at("/consignment/seller/id").asString())
                .isEqualTo(seller.seller().value());
        assertThat(reply.json().at("/shippingAddress/line1").asString()).isEqualTo("Rue 1");
        assertThat(reply.text()).doesNotContain("mia@", "secret", "amounts", "payment");
        assertThat(reply.text()).doesNotContain(Orders.SELLERS.getLast().value());
        assertThat(reply.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void shows_what_is_to_be_sent() {
        Reply found = client.get(ORDER, seller.token());

        assertThat(found.status()).isEqualTo(200);
        shows_only_ones_own(found);
        assertThat(orders.queries).containsExactly(new FindSellerOrder(Orders.ID, seller.seller()));
    }

    @Test
    void lists_what_is_to_be_sent() {
        orders.next = "NEWEST_FIRST 2026-11-21T10:00:00Z " + Orders.ID;

        Reply list = client.get(ORDERS + "?status=READY&total=true", seller.token());

        assertThat(list.json().at("/items/0/id").asString()).isEqualTo(Orders.ID.value());
        assertThat(list.json().path("total").asInt()).isEqualTo(1);
        assertThat(orders.queries)
                .containsExactly(
                        new ListSellerOrders(
                                seller.seller(), ConsignmentStatus.READY, 20, null, true));
        String cursor = list.json().path("nextCursor").asString();
        assertThat(client.get(ORDERS + "?cursor=" + cursor, seller.token()).status())
                .isEqualTo(200);
        assertThat(((ListSellerOrders) orders.queries.getLast()).after()).isEqualTo(orders.next);
        client.get(ORDERS + "?status=PAID", seller.token()).isProblem(400, "invalid_input");
    }

    @Test
    void sends() {
        Reply shipped =
                client.post(
                        ORDER + "/shipments",
                        SHIPMENT,
                        Client.with(seller.token(), "If-Match", "\"2\""));

        assertThat(shipped.status()).isEqualTo(201);
        shows_only_ones_own(shipped);
        assertThat(orders.sent())
                .containsExactly(new ShipOrder(Orders.ID, seller.seller(), "DHL", "123"));
        assertThat(orders.commands.getFirst().getMetaData())
                .containsEntry(MessageKeys.EXPECTED_VERSION, 2L);
    }

    @Test
    void sends_without_telling_how() {
        client.post(ORDER + "/shipments", "{}", seller.token());

        assertThat(orders.sent())
                .containsExactly(new ShipOrder(Orders.ID, seller.seller(), null, null));
    }

    @Test
    void says_what_has_arrived() {
        Reply delivered = client.post(ORDER + "/deliveries", "", seller.token());

        assertThat(delivered.status()).isEqualTo(201);
        shows_only_ones_own(delivered);
        assertThat(orders.sent()).containsExactly(new DeliverOrder(Orders.ID, seller.seller()));
    }

    @Test
    void reads_what_was_lost() {
        orders.replayed = true;

        Reply shipped =
                client.post(
                        ORDER + "/shipments",
                        SHIPMENT,
                        Client.with(
                                seller.token(), "Idempotency-Key", UUID.randomUUID().toString()));

        assertThat(shipped.status()).isEqualTo(201);
        shows_only_ones_own(shipped);
        assertThat(orders.queries).containsExactly(new FindSellerOrder(Orders.ID, seller.seller()));
    }

    @Test
    void is_refused() {
        orders.decide =
                _ -> {
                    throw new Rejected(new OrderNotInState(OrderStatus.PLACED));
                };
        client.post(ORDER + "/shipments", SHIPMENT, seller.token())
                .isProblem(409, "order_not_in_state");
        orders.decide =
                _ -> {
                    throw new Rejected(new OrderNotFound());
                };
        client.post(ORDER + "/deliveries", "", seller.token()).isProblem(404, "order_not_found");
        client.post(ORDER + "/shipments", "{\"carrier\": \"\"}", seller.token())
                .isProblem(400, "invalid_input")
                .names("carrier", "invalid_carrier");
    }

    @Test
    void is_for_sellers() {
        client.get(ORDERS).isProblem(401, "unauthenticated");
        client.get(ORDERS, client.admin()).isProblem(403, "forbidden");
        client.get(ORDER, new People(client).customer().token()).isProblem(403, "forbidden");
        client.post(ORDER + "/shipments", SHIPMENT, client.admin()).isProblem(403, "forbidden");
        client.post(ORDER + "/deliveries", "").isProblem(401, "unauthenticated");
        assertThat(orders.commands).isEmpty();
    }
}
