package souk.order.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.EmailAddress;
import souk.inventory.StockRejection.OutOfStock;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.order.Address;
import souk.order.OrderCommand.PlaceOrder;
import souk.order.OrderPage;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderRejection.CartChanged;
import souk.order.OrderRejection.CartEmpty;
import souk.order.OrderRejection.NotForSale;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.ShippingNotPossible;
import souk.order.OrderRejection.TotalNotPayable;
import souk.order.Placement;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;

import java.util.List;
import java.util.UUID;

@HttpTest
class CheckoutControllerTest {

    static final String CHECKOUT = "/api/carts/current/checkout";
    static final String BODY =
            """
            {"email": "mia@example.org", "phone": "+216 71 000 000", "shippingMethod": "standard",
             "shippingAddress": {"name": "Mia", "line1": "Rue 1", "city": "Tunis",
                                 "postalCode": "1000", "country": "TN"},
             "expectedTotal": {"amount": 2000, "currency": "EUR"}}
            """;

    @Autowired Client client;
    @Autowired StubOrders orders;

    private String[] guest = {};

    @BeforeEach
    void behave() {
        orders.behave();
        guest = new People(client).guest();
    }

    private Reply checkOut(String... more) {
        return client.post(CHECKOUT, BODY, Client.with(guest, more));
    }

    private void refuse(Rejection rejection) {
        orders.decide =
                _ -> {
                    throw new Rejected(rejection);
                };
    }

    @Test
    void answers_with_the_order() {
        Reply placed = checkOut();

        var command = (PlaceOrder) orders.sent().getFirst();
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        assertThat(placed.header("Location")).isEqualTo("/api/orders/" + command.orderId());
        assertThat(placed.header("ETag")).isEqualTo("\"3\"");
        assertThat(placed.header("Souk-Position")).isEqualTo("0");
        assertThat(placed.json().path("id").asString()).isEqualTo(command.orderId().value());
        assertThat(placed.json().path("trackingToken").asString())
                .isEqualTo(command.trackingToken())
                .hasSize(43);
        assertThat(placed.json().at("/amounts/total/amount").asLong()).isEqualTo(2_000);
        assertThat(placed.json().at("/payment/status").asString()).isEqualTo("PAID");
        assertThat(orders.queries).isEmpty();
    }

    @Test
    void asks_for_what_is_in_the_body() {
        checkOut();

        var command = (PlaceOrder) orders.sent().getFirst();
        assertThat(guest[1]).contains(command.cartId().value());
        assertThat(command.buyer().value()).matches("guest:[0-9a-f]{64}");
        assertThat(command.email()).isEqualTo(new EmailAddress("mia@example.org"));
        assertThat(command.shippingAddress())
                .isEqualTo(new Address("Mia", "Rue 1", null, "Tunis", null, "1000", "TN"));
        assertThat(command.shippingMethod()).isEqualTo("standard");
        assertThat(command.expectedTotal()).isEqualTo(Orders.euros(2_000));
    }

    @Test
    void takes_the_cart_of_an_account() {
        People.Person mia = new People(client).customer();

        client.post(CHECKOUT, BODY, mia.token());

        var command = (PlaceOrder) orders.sent().getFirst();
        assertThat(command.buyer().accountId()).contains(mia.id());
    }

    @Test
    void makes_the_cookie_of_a_guest_one_that_opens_orders() {
        assertThat(checkOut().header("Set-Cookie")).startsWith(guest[1] + ".bought; Path=/api");
        assertThat(
                        client.post(
                                        CHECKOUT,
                                        BODY,
                                        Client.with(new People(client).customer().token(), guest))
                                .headers("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void again_is_the_same_order() {
        orders.decide =
                command ->
                        new Placement(
                                Orders.of(Orders.ID, ((PlaceOrder) command).buyer(), "t"), false);

        Reply again = checkOut();

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo("/api/orders/" + Orders.ID);
    }

    @Test
    void mints_the_same_again_for_the_same_key() {
        String key = UUID.randomUUID().toString();
        orders.decide =
                _ -> {
                    throw new Rejected(new ProviderUnavailable("sandbox"));
                };
        checkOut("Idempotency-Key", key);
        orders.decide = _ -> null;
        checkOut("Idempotency-Key", key);

        assertThat(orders.sent()).hasSize(2);
        assertThat(orders.sent().getFirst()).isEqualTo(orders.sent().getLast());
        assertThat(orders.commands.getLast().getMetaData())
                .containsKey(MessageKeys.IDEMPOTENCY_KEY);
    }

    @Test
    void reads_the_order_whose_answer_was_lost() {
        orders.replayed = true;

        Reply placed = checkOut("Idempotency-Key", UUID.randomUUID().toString());

        var command = (PlaceOrder) orders.sent().getFirst();
        assertThat(placed.status()).isEqualTo(201);
        assertThat(orders.queries)
                .containsExactly(new FindOrder(command.orderId(), command.buyer()));
    }

    @Test
    void reads_the_earlier_order_whose_answer_was_lost() {
        orders.replayed = true;
        orders.answer =
                query ->
                        switch (query) {
                            case FindOrder _ -> throw new Rejected(new OrderNotFound());
                            default ->
                                    new OrderPage(
                                            List.of(Orders.of(Orders.ID, Orders.GUEST, "t")),
                                            null,
                                            null);
                        };

        Reply placed = checkOut("Idempotency-Key", UUID.randomUUID().toString());

        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.json().path("id").asString()).isEqualTo(Orders.ID.value());
        assertThat(orders.queries.getLast()).isInstanceOf(ListOrders.class);
    }

    @Test
    void passes_on_the_version_that_was_seen() {
        checkOut("If-Match", "\"5\"");

        assertThat(orders.commands.getFirst().getMetaData())
                .containsEntry(MessageKeys.EXPECTED_VERSION, 5L);
    }

    @Test
    void needs_a_cart() {
        client.post(CHECKOUT, BODY).isProblem(404, "cart_not_found");
    }

    @Test
    void is_refused_when_the_total_has_changed() {
        refuse(new CartChanged(Orders.euros(2_100)));

        Reply refused = checkOut().isProblem(409, "cart_changed");
        assertThat(refused.json().at("/currentTotal/amount").asLong()).isEqualTo(2_100);
    }

    @Test
    void is_refused_when_there_is_not_enough() {
        refuse(new OutOfStock(List.of(new OutOfStock.Shortage(new Sku("MUG"), 1))));

        Reply refused = checkOut().isProblem(422, "out_of_stock");
        assertThat(refused.json().at("/skus/0/sku").asString()).isEqualTo("MUG");
    }

    @Test
    void is_refused_when_nobody_can_pay_the_total() {
        refuse(
                new TotalNotPayable(
                        Orders.euros(2_105),
                        Orders.euros(10),
                        Orders.euros(50),
                        Orders.euros(99_999_999)));

        Reply refused = checkOut().isProblem(422, "total_not_payable");
        assertThat(refused.json().at("/total/amount").asLong()).isEqualTo(2_105);
        assertThat(refused.json().at("/smallest/amount").asLong()).isEqualTo(10);
        assertThat(refused.json().at("/least/amount").asLong()).isEqualTo(50);
        assertThat(refused.json().at("/most/amount").asLong()).isEqualTo(99_999_999);
    }

    @Test
    void is_refused_otherwise() {
        refuse(new CartEmpty());
        checkOut().isProblem(422, "cart_empty");
        refuse(new NotForSale(List.of(new Sku("MUG"))));
        checkOut().isProblem(422, "not_for_sale");
        refuse(new ShippingNotPossible("standard", "TN", List.of("boat")));
        assertThat(
                        checkOut()
                                .isProblem(422, "shipping_not_possible")
                                .json()
                                .at("/possible/0")
                                .asString())
                .isEqualTo("boat");
    }

    @ParameterizedTest
    @CsvSource({
        "mia@example.org, mia, email, invalid_email",
        "+216 71 000 000, x, phone, invalid_phone",
        "TN, XX, shippingAddress, invalid_country",
        "Rue 1, , shippingAddress, invalid_line1",
        "standard, , shippingMethod, invalid_shippingMethod",
        "EUR, XYZ, expectedTotal.currency, invalid_value",
        "expectedTotal, total, total, unknown_field"
    })
    void says_what_is_wrong(String good, @Nullable String bad, String field) {
        Reply refused =
                client.post(CHECKOUT, BODY.replace(good, bad == null ? "" : bad), guest)
                        .isProblem(400, "invalid_input");

        assertThat(refused.json().path("errors"))
                .as(refused.text())
                .anySatisfy(error -> assertThat(error.path("field").asString()).endsWith(field));
        assertThat(orders.commands).isEmpty();
    }
}
