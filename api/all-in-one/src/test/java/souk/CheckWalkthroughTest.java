package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.account.Role;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** An auditor asks whether what is shown is what was decided. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class CheckWalkthroughTest {

    private static final String CHECKS = "/api/audit/checks";

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired DataSource dataSource;

    private Shopper http;
    private String[] auditor;
    private String order;
    private JdbcTemplate sql;

    @BeforeEach
    void open() {
        URI shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        sql = new JdbcTemplate(dataSource);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        auditor = members.join(Role.AUDITOR).token();
        var shelves = new Shelves(shop, members, "MUG", "BOWL");
        Buyer buyer = Buyer.patient(shop).with(shelves.sku("MUG"), 2).and(shelves.sku("BOWL"), 1);
        order = Buyer.id(buyer.checkOut());
        buyer.pay(buyer.askToPay(order));
        Settling.of(buyer, order);
    }

    private static JsonNode ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply.json();
    }

    private JsonNode check(String how) {
        Reply begun = http.post(CHECKS, how, auditor);
        ok(202, begun);
        return ended(begun.header("Location"));
    }

    private JsonNode ended(String check) {
        await().atMost(Duration.ofSeconds(90))
                .pollInSameThread()
                .until(() -> http.get(check, auditor).json().path("endedAt").isString());
        return ok(200, http.get(check, auditor));
    }

    private JsonNode order() {
        return ok(200, http.get("/api/audit/orders/" + order + "/check", auditor));
    }

    @Test
    void views_that_nobody_touched_are_what_their_events_say() {
        JsonNode ended = check("{\"kinds\": [\"VIEWS\"]}");

        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.get("findings")).isEmpty();
        assertThat(ended.get("projections").toString()).contains("order.view", "payment.view");
        assertThat(order().get("differences")).isEmpty();
        assertThat(order().get("compared").toString()).contains("consignments", "status");
    }

    @Test
    void a_row_that_somebody_changed_is_found() {
        sql.update("update order_view.orders set status = 'CANCELLED' where order_id = ?", order);
        try {
            JsonNode ended = check("{\"kinds\": [\"VIEWS\"], \"projections\": [\"order.view\"]}");

            assertThat(ended.get("findings").toString())
                    .contains("\"what\":\"VIEW\"", "\"row\":\"" + order, "\"column\":\"status\"");
            assertThat(order().get("differences").toString())
                    .contains("/status", "\"PAID\"", "\"CANCELLED\"");
            assertThat(schemas()).isZero();
        } finally {
            sql.update("update order_view.orders set status = 'PAID' where order_id = ?", order);
        }
    }

    private Integer schemas() {
        return sql.queryForObject(
                "select count(*) from pg_namespace where nspname like '%\\_check' and nspname <>"
                        + " 'audit_check'",
                Integer.class);
    }

    @Test
    void one_goes_on_at_a_time_and_after_a_crash() {
        // as a process leaves it that was killed
        String id = "chk_01hzy00000000000000000000a";
        sql.update(
                """
                insert into audit_check.job
                    (id, kinds, first_position, projections, phase, reached, requested_by, started_at)
                values (?, '{VIEWS}', 0, '{seller.view}', 'VIEWS', 0, 'acc_1', now())
                """,
                id);

        JsonNode ended = ended(CHECKS + "/" + id);

        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(http.get(CHECKS, auditor).json().get("items").toString()).contains(id);
        assertThat(http.delete(CHECKS + "/" + id, auditor).status()).isEqualTo(409);
    }

    private void awaitPhase(String check, String phase) {
        await().atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(
                        () ->
                                phase.equals(
                                        http.get(check, auditor)
                                                .json()
                                                .path("phase")
                                                .asString("")));
    }

    @Test
    void one_that_is_under_way_keeps_others_away_until_it_is_cancelled() throws SQLException {
        String check;
        try (Connection connection = dataSource.getConnection()) {
            // views can't be compared as long as this lasts
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("lock table seller_view.seller in access exclusive mode");
            }
            Reply begun =
                    http.post(
                            CHECKS,
                            "{\"kinds\": [\"VIEWS\"], \"projections\": [\"seller.view\"]}",
                            auditor);
            ok(202, begun);
            check = begun.header("Location");
            awaitPhase(check, "VIEWS");

            Reply second = http.post(CHECKS, "{}", auditor);
            assertThat(ok(409, second).get("code").stringValue()).isEqualTo("check_running");
            assertThat(second.json().toString()).contains(check.replaceAll(".*/", ""));
            assertThat(http.delete(check, auditor).status()).isEqualTo(204);
            connection.rollback();
        }
        JsonNode ended = ended(check);

        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("CANCELLED");
        assertThat(http.delete(check, auditor).status()).isEqualTo(409);
        // the rebuild that it was about to compare with clears up after itself
        await().atMost(Duration.ofSeconds(60)).pollInSameThread().until(() -> schemas() == 0);
    }

    @Test
    void who_has_asked_for_one_is_kept() {
        Reply begun = http.post(CHECKS, "{\"kinds\": [\"LOG\"], \"to\": 3}", auditor);
        ok(202, begun);
        String check = begun.header("Location").replaceAll(".*/", "");

        JsonNode look =
                ok(
                                200,
                                http.get(
                                        "/api/audit/accesses?kind=CHECK&target=checks/" + check,
                                        auditor[0],
                                        auditor[1],
                                        "Souk-Position",
                                        begun.header("Souk-Position")))
                        .at("/items/0");

        assertThat(look.path("detail").asString()).isEqualTo("asked");
        assertThat(look.path("actor").asString())
                .isEqualTo(ended(begun.header("Location")).get("by").stringValue());
    }

    @Test
    void nobody_has_asked_for_one_of_a_view_that_there_is_not() {
        Reply refused =
                http.post(CHECKS, "{\"projections\": [\"order.view\", \"no.view\"]}", auditor);
        assertThat(ok(422, refused).get("code").stringValue()).isEqualTo("no_such_view");
        Reply begun = http.post(CHECKS, "{\"kinds\": [\"LOG\"], \"to\": 3}", auditor);
        ok(202, begun);
        String by = ended(begun.header("Location")).get("by").stringValue();

        JsonNode looks =
                ok(
                        200,
                        http.get(
                                "/api/audit/accesses?kind=CHECK&actor=" + by,
                                auditor[0],
                                auditor[1],
                                "Souk-Position",
                                begun.header("Souk-Position")));

        assertThat(looks.get("items"))
                .extracting(it -> it.get("target").stringValue())
                .containsExactly("checks/" + begun.header("Location").replaceAll(".*/", ""));
    }

    @Test
    void is_refused_where_it_makes_no_sense() {
        assertThat(http.post(CHECKS, "{\"projections\": [\"no.view\"]}", auditor).status())
                .isEqualTo(422);
        assertThat(http.post(CHECKS, "{\"from\": 9, \"to\": 3}", auditor).status()).isEqualTo(400);
        assertThat(http.get(CHECKS + "/chk_01hzy00000000000000000000b", auditor).status())
                .isEqualTo(404);
        assertThat(http.post(CHECKS, "{}").status()).isEqualTo(401);
        assertThat(
                        http.get("/api/audit/carts/cart_01hzy00000000000000000000b/check", auditor)
                                .status())
                .isEqualTo(404);
    }
}
