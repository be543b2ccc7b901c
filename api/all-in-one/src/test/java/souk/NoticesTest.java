package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.order.OrderEvent.OrderPaid;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What a provider tells, in whatever order and however often, and what others tell in his name. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class NoticesTest {

    private static final int PRICE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @LocalServerPort int port;
    @Autowired EventStore events;
    @Autowired JdbcClient database;

    private URI shop;
    private Shelves shelves;

    /** An order whose page to pay on is open. */
    private record Purchase(Buyer buyer, String order, String payment, String session) {}

    @BeforeEach
    void open() {
        shop = URI.create("http://localhost:" + port);
        shelves = new Shelves(shop, "MUG");
    }

    private Purchase purchase() {
        Buyer buyer = new Buyer(shop).with(shelves.sku("MUG"), 1);
        String order = Buyer.id(buyer.checkOut());
        JsonNode asked = buyer.askToPay(order).json();
        String page = asked.get("checkoutUrl").stringValue();
        return new Purchase(
                buyer,
                order,
                asked.get("paymentId").stringValue(),
                page.substring(page.lastIndexOf('/') + 1));
    }

    private Provider provider() {
        // the secret is made when the first signature is looked at
        new Provider(shop, "whsec_guessed").tell("{}");
        return new Provider(
                shop,
                database.sql("select value from sandbox.secret").query(String.class).single());
    }

    private static String status(Purchase purchase) {
        return purchase.buyer().status(purchase.order());
    }

    private long stored(String stream, Class<?> type) {
        return events.readEvents(stream, 0)
                .asStream()
                .filter(event -> event.getPayloadType() == type)
                .count();
    }

    private void mustBePaidOnce(Purchase purchase) {
        JsonNode order = Settling.of(purchase.buyer(), purchase.order());
        assertThat(order.get("status").stringValue()).isEqualTo("PAID");
        assertThat(stored(purchase.payment(), MoneyCaptured.class)).isEqualTo(1);
        assertThat(stored(purchase.order(), OrderPaid.class)).isEqualTo(1);
        assertThat(order.at("/payment/status").stringValue()).isEqualTo("PAID");
        assertThat(order.at("/amounts/refunded/amount").longValue()).isZero();
    }

    private void mustBeParked(String notice) {
        String[] admin = new Members(shop).admin().token();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                new Shopper(shop)
                                                        .get(
                                                                "/api/admin/payment-notices"
                                                                    + "?status=PARKED&limit=100",
                                                                admin)
                                                        .response()
                                                        .body())
                                        .contains(notice));
    }

    private static String name(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    @RepeatedTest(5)
    void the_same_notice_fifty_times_at_once_is_one_payment() throws Exception {
        Purchase purchase = purchase();
        Provider provider = provider();
        String notice =
                provider.pagePaid(
                        name("evt_"), purchase.payment(), purchase.session(), name("pi_"), PRICE);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> told =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> threads.submit(() -> provider.tell(notice)))
                            .toList();
            for (Future<Reply> reply : told) {
                assertThat(reply.get().status()).isEqualTo(200);
            }
        }

        mustBePaidOnce(purchase);
    }

    @Test
    void in_whatever_order_it_is_told_the_order_is_paid() {
        Provider provider = provider();
        List<Purchase> purchases = new ArrayList<>();
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3, 4))) {
            Purchase purchase = purchase();
            purchases.add(purchase);
            List<String> notices = story(provider, purchase);
            for (int next : order) {
                assertThat(provider.tell(notices.get(next)).status()).isEqualTo(200);
            }
        }
        assertThat(purchases).hasSize(120);
        purchases.forEach(this::mustBePaidOnce);
    }

    /**
     * He was declined, tried again and paid; the page was closed, and of a refund there is talk.
     */
    private static List<String> story(Provider provider, Purchase purchase) {
        String payment = purchase.payment();
        String intent = name("pi_");
        return List.of(
                provider.declined(name("evt_"), payment, intent, PRICE),
                provider.captured(name("evt_"), payment, intent, PRICE),
                provider.pagePaid(name("evt_"), payment, purchase.session(), intent, PRICE),
                provider.pageOver(name("evt_"), payment, purchase.session()),
                provider.givenBack(name("evt_"), payment, intent, PRICE, 0));
    }

    private static List<List<Integer>> permutations(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : of) {
            List<Integer> rest = new ArrayList<>(of);
            rest.remove(first);
            for (List<Integer> others : permutations(rest)) {
                List<Integer> one = new ArrayList<>(List.of(first));
                one.addAll(others);
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void money_for_a_cancelled_order_goes_back() {
        Purchase purchase = purchase();
        purchase.buyer().cancel(purchase.order());
        Reply asked =
                new Shopper(shop)
                        .post("/sandbox/pay/" + purchase.session(), "{\"action\": \"PAY_LATE\"}");
        assertThat(asked.status()).as(asked.response().body()).isEqualTo(200);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                purchase.buyer()
                                                        .order(purchase.order())
                                                        .json()
                                                        .at("/payment/status")
                                                        .asString(""))
                                        .isEqualTo("REFUNDED"));
        await().atMost(PATIENCE).until(() -> status(purchase), "CANCELLED"::equals);
        assertThat(shelves.look("MUG").get("onHand").intValue()).isEqualTo(100_000);
        assertThat(shelves.look("MUG").get("reserved").intValue()).isZero();
    }

    @Test
    void what_is_told_after_shipping_changes_nothing() {
        Purchase purchase = purchase();
        Provider provider = provider();
        List<String> notices = story(provider, purchase);
        provider.tell(notices.get(2));
        mustBePaidOnce(purchase);
        Reply shipped =
                new Shopper(shop)
                        .post(
                                "/api/seller/orders/" + purchase.order() + "/shipments",
                                "{\"carrier\": \"DHL\", \"trackingNumber\": \"1\"}",
                                shelves.seller().token());
        assertThat(shipped.status()).as(shipped.response().body()).isEqualTo(201);

        for (String notice : notices) {
            assertThat(provider.tell(notice).status()).isEqualTo(200);
        }

        // a later order is settled after whatever these could have changed
        Purchase later = purchase();
        provider.tell(story(provider, later).get(2));
        mustBePaidOnce(later);
        JsonNode order = purchase.buyer().order(purchase.order()).json();
        assertThat(order.get("status").stringValue()).isEqualTo("SHIPPED");
        assertThat(stored(purchase.payment(), MoneyCaptured.class)).isEqualTo(1);
    }

    @Test
    void what_contradicts_is_parked_and_pays_nothing() {
        Provider provider = provider();
        Purchase mine = purchase();
        Purchase other = purchase();
        String wrongCurrency = name("evt_");
        String foreignPage = name("evt_");
        String realMoney = name("evt_");

        provider.tell(
                provider.pagePaid(wrongCurrency, mine.payment(), mine.session(), name("pi_"), PRICE)
                        .replace("\"eur\"", "\"usd\""));
        provider.tell(
                provider.pagePaid(
                        foreignPage, mine.payment(), other.session(), name("pi_"), PRICE));
        provider.tell(
                provider.pagePaid(realMoney, mine.payment(), mine.session(), name("pi_"), PRICE)
                        .replace("\"livemode\": false", "\"livemode\": true"));

        mustBeParked(wrongCurrency);
        mustBeParked(foreignPage);
        mustBeParked(realMoney);
        await().atMost(PATIENCE).until(() -> status(mine), "PLACED"::equals);
        assertThat(stored(mine.payment(), MoneyCaptured.class)).isZero();
        assertThat(stored(other.payment(), MoneyCaptured.class)).isZero();
    }

    @Test
    void the_signature_of_last_week_signs_nothing() {
        Purchase purchase = purchase();
        Provider provider = provider();
        String notice = story(provider, purchase).get(2);

        assertThat(provider.tell(notice, Instant.now().minus(Duration.ofDays(7))).status())
                .isEqualTo(400);
        assertThat(new Provider(shop, "whsec_guessed").tell(notice).status()).isEqualTo(400);
        assertThat(stored(purchase.payment(), MoneyCaptured.class)).isZero();
    }
}
