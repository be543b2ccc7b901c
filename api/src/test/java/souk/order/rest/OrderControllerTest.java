package souk.order.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.rest.StubLooks;
import souk.cart.CartOwner;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.order.Address;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderCommand.RequestPayment;
import souk.order.OrderPage;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderQuery.TrackOrder;
import souk.order.OrderRejection.CountryFixed;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.PhoneNumber;
import souk.order.rest.People.Person;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentId;
import souk.payment.PaymentQuery.FindPayment;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;

import java.util.List;
import java.util.UUID;

@HttpTest
class OrderControllerTest {

    static final String ORDERS = "/api/orders";
    static final String ORDER = ORDERS + "/" + Orders.ID;

    @Autowired Client client;
    @Autowired StubOrders orders;
    @Autowired StubLooks looks;

    private People people;

    @BeforeEach
    void behave() {
        orders.behave();
        people = new People(client);
    }

    @Nested
    class Reading {

        @Test
        void an_account_sees_its_own() {
            Person mia = people.customer();

            Reply found = client.get(ORDER, mia.token());

            assertThat(found.status()).as(found.text()).isEqualTo(200);
            assertThat(found.header("ETag")).isEqualTo("\"3\"");
            assertThat(found.json().path("number").asString()).startsWith("SK-261121-");
            assertThat(orders.queries)
                    .containsExactly(new FindOrder(Orders.ID, CartOwner.account(mia.id())));
        }

        @Test
        void an_order_is_shown_again_although_only_its_payment_is_another() {
            String[] guest = people.guest();
            orders.answer = _ -> Orders.placed(null);
            Reply placed = client.get(ORDER, guest);
            assertThat(placed.header("ETag")).isEqualTo("\"0\"");
            assertThat(placed.json().at("/payment/status").isMissingNode()).isTrue();

            orders.answer = _ -> Orders.placed(PaymentStatus.OPEN);
            Reply opened = client.get(ORDER, Client.with(guest, "If-None-Match", "\"0\""));

            assertThat(opened.status()).isEqualTo(200);
            assertThat(opened.header("ETag")).isEqualTo("\"0\"");
            assertThat(opened.json().at("/payment/status").asString()).isEqualTo("OPEN");
        }

        @Test
        void a_guest_sees_his_own() {
            assertThat(client.get(ORDER, people.guest()).status()).isEqualTo(200);

            CartOwner buyer = ((FindOrder) orders.queries.getFirst()).buyer();
            assertThat(String.valueOf(buyer)).matches("guest:[0-9a-f]{64}");
        }

        @Test
        void an_admin_sees_all() {
            Reply found = client.get(ORDER, client.admin());

            assertThat(found.status()).isEqualTo(200);
            assertThat(found.json().has("trackingToken")).isFalse();
            assertThat(orders.queries).containsExactly(new FindOrder(Orders.ID, null));
        }

        @Test
        void that_an_admin_saw_whose_it_is_is_kept() {
            looks.targets.clear();
            client.get(ORDER, people.guest());
            assertThat(looks.targets).isEmpty();

            client.get(ORDER, client.admin());
            client.get("/api/admin/orders", client.admin());
            assertThat(looks.targets).containsExactly("orders/" + Orders.ID, "orders/" + Orders.ID);
        }

        @Test
        void nobody_sees_none() {
            client.get(ORDER).isProblem(401, "unauthenticated");
            client.get(ORDERS).isProblem(401, "unauthenticated");
            assertThat(orders.queries).isEmpty();
        }

        @Test
        void somebody_elses_is_not_there() {
            orders.answer =
                    _ -> {
                        throw new Rejected(new OrderNotFound());
                    };

            client.get(ORDER, people.guest()).isProblem(404, "order_not_found");
            client.get(ORDERS + "/track/else").isProblem(404, "order_not_found");
        }

        @Test
        void an_id_has_a_form() {
            client.get(ORDERS + "/1", people.guest())
                    .isProblem(400, "invalid_input")
                    .names("id", "invalid_id");
        }

        @Test
        void everybody_may_track_and_sees_nobody() {
            Reply tracked = client.get(ORDERS + "/track/t0ken");

            assertThat(tracked.status()).isEqualTo(200);
            assertThat(tracked.text()).doesNotContain("mia@", "Rue 1", "+216", "trackingToken");
            assertThat(orders.queries).containsExactly(new TrackOrder("t0ken"));
        }
    }

    /** He has logged in since. */
    @Nested
    class What_was_bought_as_a_guest {

        private Person mia;
        private String[] both = {};

        @BeforeEach
        void logIn() {
            mia = people.customer();
            both = Client.with(mia.token(), people.guest());
            orders.decide = command -> isAccounts(command) ? notFound() : null;
            orders.answer = query -> isAccounts(query) ? notFound() : null;
        }

        private boolean isAccounts(Object message) {
            CartOwner buyer =
                    switch (message) {
                        case FindOrder find -> find.buyer();
                        case CancelOrder cancel -> cancel.buyer();
                        case RequestPayment wanted -> wanted.buyer();
                        default -> null;
                    };
            return buyer != null && buyer.isAccount();
        }

        private Object notFound() {
            throw new Rejected(new OrderNotFound());
        }

        @Test
        void is_seen() {
            assertThat(client.get(ORDER, both).status()).isEqualTo(200);
            assertThat(orders.queries.getFirst())
                    .isEqualTo(new FindOrder(Orders.ID, CartOwner.account(mia.id())));
            client.get(ORDER, mia.token()).isProblem(404, "order_not_found");
        }

        @Test
        void is_listed_where_the_account_has_nothing() {
            orders.answer =
                    query ->
                            ((ListOrders) query).filter().buyer().isAccount()
                                    ? new OrderPage(List.of(), null, null)
                                    : null;

            assertThat(client.get(ORDERS, both).json().path("items")).hasSize(1);
            assertThat(client.get(ORDERS, mia.token()).json().path("items")).isEmpty();
        }

        @Test
        void is_paid() {
            assertThat(client.post(ORDER + "/payment", "", both).status()).isEqualTo(201);
            client.post(ORDER + "/payment", "", mia.token()).isProblem(404, "order_not_found");
        }

        @Test
        void is_cancelled_at_the_version_that_was_seen() {
            Reply cancelled =
                    client.post(
                            ORDER + "/cancellation", "", Client.with(both, "If-Match", "\"3\""));

            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(orders.commands).hasSize(2);
            assertThat(orders.commands.getLast().getMetaData())
                    .containsEntry(MessageKeys.EXPECTED_VERSION, 3L);
        }

        @Test
        void is_refused_for_the_reason_that_counts() {
            orders.decide =
                    command -> {
                        throw isAccounts(command)
                                ? new Rejected(new OrderNotFound())
                                : new Rejected(new OrderNotInState(OrderStatus.SHIPPED));
                    };
            client.post(ORDER + "/cancellation", "", both).isProblem(409, "order_not_in_state");
        }
    }

    @Nested
    class Listing {

        @Test
        void only_ones_own() {
            Person mia = people.customer();
            orders.next = "NEWEST_FIRST 2026-11-21T10:00:00.123456Z " + Orders.ID;

            Reply list = client.get(ORDERS + "?status=PAID&limit=1&total=true", mia.token());

            assertThat(list.status()).as(list.text()).isEqualTo(200);
            assertThat(list.json().path("items")).hasSize(1);
            assertThat(list.json().path("total").asInt()).isEqualTo(1);
            String cursor = list.json().path("nextCursor").asString();
            assertThat(list.header("Link")).contains(cursor).contains("rel=\"next\"");
            ListOrders query = (ListOrders) orders.queries.getFirst();
            assertThat(query.filter().buyer()).isEqualTo(CartOwner.account(mia.id()));
            assertThat(query.filter().status()).isEqualTo(OrderStatus.PAID);
            assertThat(query.sort()).isEqualTo(Sort.NEWEST_FIRST);

            client.get(ORDERS + "?cursor=" + cursor, mia.token());
            assertThat(((ListOrders) orders.queries.getLast()).after()).isEqualTo(orders.next);
            client.get(ORDERS + "?sort=placedAt&cursor=" + cursor, mia.token())
                    .isProblem(400, "invalid_cursor");
        }

        @Test
        void a_guests_own() {
            assertThat(client.get(ORDERS + "?sort=placedAt", people.guest()).status())
                    .isEqualTo(200);
            ListOrders query = (ListOrders) orders.queries.getFirst();
            assertThat(String.valueOf(query.filter().buyer())).startsWith("guest:");
            assertThat(query.sort()).isEqualTo(Sort.OLDEST_FIRST);
        }

        @ParameterizedTest
        @ValueSource(strings = {"sort=total", "status=GONE", "limit=0", "buyer=me", "total=1"})
        void refuses_what_it_does_not_know(String query) {
            client.get(ORDERS + "?" + query, people.guest()).isProblem(400, "invalid_input");
        }
    }

    @Nested
    class Cancelling {

        static final String PATH = ORDER + "/cancellation";
        static final String REASON = "{\"reason\": \"too dear\"}";

        @Test
        void is_for_the_buyer() {
            Person mia = people.customer();

            Reply cancelled = client.post(PATH, REASON, mia.token());

            assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
            assertThat(cancelled.header("Souk-Position")).isEqualTo("0");
            assertThat(orders.sent())
                    .containsExactly(
                            new CancelOrder(Orders.ID, CartOwner.account(mia.id()), "too dear"));
        }

        @Test
        void is_for_the_shop() {
            Reply cancelled = client.post(PATH, REASON, client.admin());

            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.json().has("trackingToken")).isFalse();
            assertThat(orders.sent()).containsExactly(new CancelOrder(Orders.ID, null, "too dear"));
        }

        @Test
        void needs_no_reason() {
            assertThat(client.post(PATH, "{}", client.admin()).status()).isEqualTo(200);
            assertThat(client.post(PATH, "", client.admin()).status()).isEqualTo(200);
            assertThat(orders.sent()).containsOnly(new CancelOrder(Orders.ID, null, null));
        }

        @Test
        void is_refused() {
            client.post(PATH, REASON).isProblem(401, "unauthenticated");
            client.post(PATH, "{\"reason\": \"\"}", people.guest())
                    .isProblem(400, "invalid_input")
                    .names("reason", "invalid_reason");
            orders.decide =
                    _ -> {
                        throw new Rejected(new OrderNotInState(OrderStatus.SHIPPED));
                    };
            Reply late = client.post(PATH, REASON, people.guest());
            late.isProblem(409, "order_not_in_state");
            assertThat(late.json().path("status").asInt()).isEqualTo(409);
        }
    }

    @Nested
    class Giving_an_address {

        static final String PATH = ORDER + "/shipping-address";
        static final String ADDRESS =
                """
                {"name": "Mia", "line1": "Rue 2", "city": "Sfax", "postalCode": "3000",
                 "country": "%s", "phone": "%s"}
                """;
        static final String SFAX = ADDRESS.formatted("TN", "+216 74 000 000");
        static final GiveAddress GIVEN =
                new GiveAddress(
                        Orders.ID,
                        null,
                        new Address("Mia", "Rue 2", null, "Sfax", null, "3000", "TN"),
                        new PhoneNumber("+216 74 000 000"));

        @Test
        void is_for_the_buyer() {
            Person mia = people.customer();

            Reply given = client.put(PATH, SFAX, mia.token());

            assertThat(given.status()).as(given.text()).isEqualTo(200);
            assertThat(given.header("Souk-Position")).isEqualTo("0");
            assertThat(orders.sent())
                    .containsExactly(
                            new GiveAddress(
                                    Orders.ID,
                                    CartOwner.account(mia.id()),
                                    GIVEN.shippingAddress(),
                                    GIVEN.phone()));
        }

        @Test
        void is_for_the_shop() {
            looks.targets.clear();

            Reply given = client.put(PATH, SFAX, client.admin());

            assertThat(given.status()).isEqualTo(200);
            assertThat(given.json().has("trackingToken")).isFalse();
            assertThat(orders.sent()).containsExactly(GIVEN);
            assertThat(looks.targets).containsExactly("orders/" + Orders.ID);
        }

        @Test
        void is_refused() {
            client.put(PATH, SFAX).isProblem(401, "unauthenticated");
            client.put(PATH, ADDRESS.formatted("XX", "+216 74 000 000"), people.guest())
                    .isProblem(400, "invalid_input")
                    .names("country", "invalid_country");
            client.put(PATH, ADDRESS.formatted("TN", "-"), people.guest())
                    .isProblem(400, "invalid_input")
                    .names("phone", "invalid_phone");
            orders.decide =
                    _ -> {
                        throw new Rejected(new CountryFixed("TN"));
                    };
            Reply abroad =
                    client.put(PATH, ADDRESS.formatted("FR", "+216 74 000 000"), people.guest());
            abroad.isProblem(422, "country_fixed");
            assertThat(abroad.json().path("country").asString()).isEqualTo("TN");
        }
    }

    @Nested
    class Paying {

        static final String PATH = ORDER + "/payment";

        @Test
        void opens_a_page() {
            Person mia = people.customer();

            Reply opened = client.post(PATH, "", mia.token());

            assertThat(opened.status()).as(opened.text()).isEqualTo(201);
            assertThat(opened.json().path("paymentId").asString())
                    .isEqualTo(PaymentId.of(Orders.ID.value()).value());
            assertThat(opened.json().path("status").asString()).isEqualTo("OPEN");
            assertThat(opened.json().at("/amount/amount").asLong()).isEqualTo(2_000);
            assertThat(opened.json().path("checkoutUrl").asString())
                    .isEqualTo("https://pay.example/1");
            assertThat(opened.json().path("expiresAt").asString())
                    .isEqualTo("2026-11-21T10:30:00Z");
            assertThat(orders.sent())
                    .containsExactly(
                            new RequestPayment(Orders.ID, CartOwner.account(mia.id())),
                            new OpenSession(PaymentId.of(Orders.ID.value())));
        }

        @Test
        void again_shows_the_same_page() {
            orders.checkoutUrl = "https://pay.example/open";

            Reply again = client.post(PATH, "", people.guest());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().path("checkoutUrl").asString())
                    .isEqualTo("https://pay.example/open");
            assertThat(orders.sent()).hasSize(1);
        }

        @Test
        void goes_on_where_an_answer_was_lost() {
            orders.replayed = true;
            PaymentView open = Orders.payment(Orders.ID, "https://pay.example/1");
            orders.answer = _ -> orders.queries.size() == 1 ? null : open;

            Reply opened =
                    client.post(
                            PATH,
                            "",
                            Client.with(
                                    people.guest(),
                                    "Idempotency-Key",
                                    UUID.randomUUID().toString()));

            assertThat(opened.status()).isEqualTo(201);
            assertThat(orders.sent()).hasSize(2);
            assertThat(orders.queries)
                    .containsOnly(new FindPayment(PaymentId.of(Orders.ID.value())));
        }

        @Test
        void is_refused() {
            client.post(PATH, "").isProblem(401, "unauthenticated");
            orders.decide =
                    _ -> {
                        throw new Rejected(new OrderNotInState(OrderStatus.PAID));
                    };
            client.post(PATH, "", people.guest()).isProblem(409, "order_not_in_state");
        }

        /** Whoever repeats what he asked is answered from the view, which may not know it yet. */
        @ParameterizedTest
        @EnumSource(names = {"OPEN", "EXPIRED"})
        void is_refused_where_it_took_longer_than_one_may_pay(PaymentStatus status) {
            PaymentView open = Orders.payment(Orders.ID, null);
            var tooLate =
                    new PaymentView(
                            open.paymentId(),
                            open.reference(),
                            status,
                            open.amount(),
                            open.captured(),
                            open.refunded(),
                            null,
                            null,
                            List.of(),
                            false,
                            2);
            orders.decide = command -> command instanceof OpenSession ? tooLate : null;

            client.post(PATH, "", people.guest()).isProblem(409, "payment_not_in_state");
        }

        @Test
        void may_be_tried_again_when_the_provider_is_away() {
            orders.decide =
                    command -> {
                        if (command instanceof OpenSession) {
                            throw new Rejected(new ProviderUnavailable("sandbox"));
                        }
                        return null;
                    };

            Reply away = client.post(PATH, "", people.guest());

            away.isProblem(503, "provider_unavailable");
            assertThat(away.json().path("retryable").asBoolean()).isTrue();
        }
    }
}
