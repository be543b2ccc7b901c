package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Somebody buys of two sellers and gives something back: what the house, and each of them, sees.
 */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class StatsWalkthroughTest {

    private static final String STATS = "/api/admin/stats";

    @LocalServerPort int port;
    @Autowired Environment settings;

    private URI shop;
    private Shopper http;
    private Shelves atlas;
    private Shelves basra;
    private String[] admin;

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        admin = members.admin().token();
        atlas = new Shelves(shop, members, "MUG");
        basra = new Shelves(shop, members, "PEN");
    }

    private JsonNode see(String path, String position, String... identity) {
        String[] headers =
                Stream.concat(Arrays.stream(identity), Stream.of("Souk-Position", position))
                        .toArray(String[]::new);
        Reply reply = http.get(path, headers);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode sees(Shelves seller, String path, String position) {
        return see(path, position, seller.seller().token());
    }

    private static JsonNode total(JsonNode stats) {
        return stats.get("totals")
                .valueStream()
                .filter(it -> it.get("currency").stringValue().equals("EUR"))
                .findFirst()
                .orElseThrow();
    }

    private static long amount(JsonNode of, String pointer) {
        return of.at(pointer + "/amount").longValue();
    }

    /** Somebody's last word tells a position that is late enough for all that came before. */
    private String now() {
        return atlas.stock("MUG", 7).header("Souk-Position");
    }

    @Test
    void everybody_sees_what_was_bought_paid_and_given_back() {
        JsonNode before = total(see(STATS, now(), admin));
        var buyer = new Buyer(shop).with(atlas.sku("MUG"), 2).and(basra.sku("PEN"), 1);
        String order = Buyer.id(buyer.checkOut());
        buyer.pay(buyer.askToPay(order));
        Orders.until(http, "/api/orders/" + order, "PAID"::equals, admin);

        String paid = now();
        JsonNode bought = total(see(STATS, paid, admin));
        assertThat(bought.get("orders").longValue() - before.get("orders").longValue())
                .isEqualTo(1);
        assertThat(amount(bought, "/gross") - amount(before, "/gross")).isEqualTo(3_000);
        each_sees_what_is_his(paid);

        given_back(order);
        String refunded = now();
        JsonNode after = total(see(STATS, refunded, admin));
        assertThat(amount(after, "/refunds") - amount(before, "/refunds")).isEqualTo(1_000);
        assertThat(amount(after, "/revenue") - amount(before, "/revenue")).isEqualTo(2_000);
        what_is_left_is_in_the_charts(refunded);
    }

    private void each_sees_what_is_his(String position) {
        JsonNode dashboard = sees(atlas, "/api/seller/dashboard", position);
        assertThat(amount(dashboard, "/figures/0/revenue")).isEqualTo(2_000);
        assertThat(dashboard.at("/figures/0/units").longValue()).isEqualTo(2);
        assertThat(dashboard.get("openConsignments").longValue()).isEqualTo(1);
        assertThat(dashboard.get("orders")).hasSize(1);
        assertThat(dashboard.get("orders").toString()).doesNotContain(basra.sku("PEN"));
        JsonNode others = sees(basra, "/api/seller/dashboard", position);
        assertThat(amount(others, "/figures/0/revenue")).isEqualTo(1_000);
        assertThat(others.toString()).doesNotContain(atlas.sku("MUG"));
        assertThat(sees(basra, "/api/seller/products/top", position).toString())
                .contains("PEN")
                .doesNotContain("MUG");
        assertThat(http.get("/api/seller/dashboard").status()).isEqualTo(401);
        assertThat(http.get(STATS, atlas.seller().token()).status()).isEqualTo(403);
    }

    private void given_back(String order) {
        Reply refund =
                http.post(
                        "/api/admin/orders/" + order + "/refunds",
                        """
                        {"lines": [{"sku": "%s", "quantity": 1}], "reason": "broken"}
                        """
                                .formatted(atlas.sku("MUG")),
                        admin);
        assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
        Orders.until(http, "/api/orders/" + order, "PARTIALLY_REFUNDED"::equals, admin);
    }

    private void what_is_left_is_in_the_charts(String position) {
        JsonNode chart = sees(atlas, "/api/seller/revenue?days=7", position);
        assertThat(chart.get("points")).hasSize(7);
        assertThat(amount(chart, "/points/6/gross") + amount(chart, "/points/5/gross"))
                .isEqualTo(2_000);
        assertThat(amount(chart, "/points/6/revenue") + amount(chart, "/points/5/revenue"))
                .isEqualTo(1_000);
        JsonNode top = sees(atlas, "/api/seller/products/top?days=7", position);
        assertThat(amount(top, "/items/0/revenue")).isEqualTo(1_000);
        JsonNode others = sees(basra, "/api/seller/revenue?days=7", position);
        assertThat(amount(others, "/points/6/refunds")).isZero();
        String[] csv =
                Stream.concat(
                                Arrays.stream(atlas.seller().token()),
                                Stream.of("Accept", "text/csv"))
                        .toArray(String[]::new);
        assertThat(http.get("/api/seller/revenue?days=7", csv).response().body())
                .startsWith("day,currency,orders,units,gross,refunds,revenue\r\n")
                .contains("10.00")
                .hasLineCount(8);
    }
}
