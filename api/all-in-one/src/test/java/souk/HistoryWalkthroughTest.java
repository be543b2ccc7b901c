package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What auditors are told of an order, its cart, its stock and its payment. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class HistoryWalkthroughTest {

    @LocalServerPort int port;
    @Autowired Environment settings;

    private URI shop;
    private Members members;
    private Auditor auditor;
    private Shelves shelves;

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "MUG", "BOWL");
        auditor = new Auditor(shop, members);
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }

    /** Bought, paid, sent, and given back in part. */
    private String order(Buyer buyer) {
        buyer.with(shelves.sku("MUG"), 2).and(shelves.sku("BOWL"), 1);
        String order = Buyer.id(ok(201, buyer.checkOut()));
        Reply asked = ok(201, buyer.askToPay(order));
        ok(200, buyer.pay(asked));
        Settling.of(buyer, order);
        var seller = new Shopper(shop);
        ok(
                201,
                seller.post(
                        "/api/seller/orders/" + order + "/shipments",
                        "{}",
                        shelves.seller().token()));
        ok(
                201,
                seller.post(
                        "/api/admin/orders/" + order + "/refunds",
                        "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}], \"reason\": \"broken\"}"
                                .formatted(shelves.sku("MUG")),
                        members.admin().token()));
        untilIs(buyer, order, "PARTIALLY_REFUNDED");
        return order;
    }

    private static void untilIs(Buyer buyer, String order, String status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> buyer.order(order).json().get("status").stringValue(), status::equals);
    }

    @Test
    void of_an_order_is_one_time_line_with_cart_stock_and_payment() {
        String order = order(new Buyer(shop));

        List<JsonNode> events = auditor.history("orders/" + order);
        events.forEach(
                it ->
                        System.out.println(
                                it.get("position") + " " + it.get("stream").stringValue() + " "
                                        + it.get("type").stringValue() + " " + it.get("relation")
                                        + " " + it.get("actor") + " " + it.get("cause") + "\n    "
                                        + it.get("payload") + "\n    " + it.get("change")));
        System.out.println(auditor.look("orders/" + order));
        System.out.println(auditor.look("orders/" + order + "/diff"));
    }
}
