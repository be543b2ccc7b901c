package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.account.Role;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Somebody buys, reads what is kept about him, and is forgotten: over HTTP, on a real PostgreSQL.
 */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            Members.ADMIN_EMAIL,
            Members.ADMIN_PASSWORD,
            "souk.projections.patience=5s",
            "souk.rebuilds.keep-personal=1s",
            "souk.rebuilds.clear-every=PT1S"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@Import(CheapPasswords.class)
class ErasureWalkthroughTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "battery staple";

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired JdbcTemplate database;

    // as nobody else says it
    private final String mark = UUID.randomUUID().toString().substring(0, 13);
    private final String email = "Zora." + mark + "@example.org";
    private final String name = "Zora " + mark;
    private final String street = "17 Rue " + mark;
    private final String phone = "+216 " + Math.abs(UUID.randomUUID().hashCode() % 100_000_000L);

    private URI shop;
    private Shopper http;
    private Members members;
    private Shelves shelves;

    @BeforeEach
    void open() {
        shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "MUG");
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }

    private static void isProblem(Reply reply, int status, String code) {
        assertThat(reply.json().path("code").asString())
                .as(reply.response().body())
                .isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    private Member zora() {
        ok(
                201,
                http.post(
                        "/api/accounts",
                        """
                        {"email": "%s", "password": "%s", "name": "%s"}
                        """
                                .formatted(email, PASSWORD, name)));
        JsonNode tokens = ok(200, members.tryLogin(email, PASSWORD)).json();
        String access = tokens.get("accessToken").stringValue();
        JsonNode me = ok(200, http.get("/api/me", "Authorization", "Bearer " + access)).json();
        return new Member(
                me.get("id").stringValue(),
                email,
                access,
                tokens.get("refreshToken").stringValue());
    }

    private void fill(Member who) {
        assertThat(http.post("/api/carts", "{}", who.token()).status()).isIn(200, 201);
        ok(
                200,
                http.post(
                        "/api/carts/current/items",
                        "{\"sku\": \"%s\", \"quantity\": 1}".formatted(shelves.sku("MUG")),
                        who.token()));
    }

    private Reply checkOut(Member who) {
        return new Shopper(shop)
                .post(
                        "/api/carts/current/checkout",
                        """
                        {"email": "%s", "phone": "%s", "shippingMethod": "standard",
                         "shippingAddress": {"name": "%s", "line1": "%s", "city": "Tunis",
                                             "postalCode": "1006", "country": "TN"}}
                        """
                                .formatted(email, phone, name, street),
                        who.token());
    }

    private String bought(Member who) {
        fill(who);
        String order = ok(201, checkOut(who)).json().get("id").stringValue();
        JsonNode session =
                ok(201, http.post("/api/orders/" + order + "/payment", "{}", who.token())).json();
        Orders.payAt(session.get("checkoutUrl").stringValue(), http);
        Orders.until(http, "/api/orders/" + order, "PAID"::equals, who.token());
        return order;
    }

    private void deliver(String order, Member who) {
        String path = "/api/seller/orders/" + order;
        ok(201, http.post(path + "/shipments", "{}", shelves.seller().token()));
        ok(201, http.post(path + "/deliveries", "{}", shelves.seller().token()));
        Orders.until(http, "/api/orders/" + order, "DELIVERED"::equals, who.token());
    }

    private Reply erase(Member whom, @Nullable String password, String... as) {
        String body = password == null ? "" : "{\"password\": \"%s\"}".formatted(password);
        return new Shopper(shop).send("POST", erasure(whom), body, as);
    }

    private static String erasure(Member whom) {
        return "/api/accounts/" + whom.id() + "/erasure";
    }

    private List<String> traces() {
        var traces = new Traces(database);
        return List.of(email, name, street, phone).stream()
                .flatMap(it -> traces.of(it).stream())
                .distinct()
                .toList();
    }

    private void mustBeNowhere() {
        await().atMost(PATIENCE)
                .pollInSameThread()
                // a table that is dropped while it is looked through
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> assertThat(traces()).isEmpty());
        assertThat(
                        database.queryForList(
                                "select command from scheduling.parked_errand where command like"
                                        + " '%Forget%'"))
                .isEmpty();
    }

    private @Nullable String historyUpTo(long position) {
        return database.queryForObject(
                """
                select md5(string_agg(md5(e::text), '' order by position))
                  from event_store.event e where position <= ?
                """,
                String.class,
                position);
    }

    private JsonNode export(Member whom, String reason, String... as) {
        return ok(200, http.get("/api/accounts/" + whom.id() + "/export" + reason, as)).json();
    }

    @Test
    void somebody_buys_reads_what_is_kept_and_is_forgotten() {
        Member zora = zora();
        String order = bought(zora);
        isProblem(erase(zora, PASSWORD, zora.token()), 409, "account_in_use");
        deliver(order, zora);
        mustBeAsMadeAnew("account.view", true);

        JsonNode kept = export(zora, "", zora.token());
        assertThat(kept.at("/account/email").stringValue()).isEqualTo(email);
        assertThat(kept.at("/orders/items/0/shippingAddress/line1").stringValue())
                .isEqualTo(street);
        assertThat(kept.at("/orders/items/0/phone").asString()).isNotEmpty();
        assertThat(kept.at("/bids/items")).isEmpty();
        assertThat(traces())
                .contains("account_view.account.email", "order_view.orders.line1")
                .noneMatch(place -> place.startsWith("event_store."));
        long position =
                database.queryForObject(
                        "select coalesce(max(position), -1) from event_store.event", Long.class);
        String before = historyUpTo(position);

        isProblem(erase(zora, "wrong", zora.token()), 403, "wrong_password");
        isProblem(erase(zora, null, zora.token()), 400, "invalid_input");
        JsonNode erased = ok(200, erase(zora, PASSWORD, zora.token())).json();

        assertThat(erased.get("erased")).isNotEmpty();
        assertThat(erased.at("/kept/0/why").asString()).isNotEmpty();
        mustBeLoggedOut(zora);
        mustBeNowhere();
        assertThat(historyUpTo(position)).isEqualTo(before);
        theShopSeesNobody(zora, order);
        mustBeAsMadeAnew("account.view", false);
        mustBeAsMadeAnew("order.view", false);
        mustBeAsMadeAnew("cart.view", false);
        mustBeNowhere();
        // nobody is kept from coming back
        ok(201, members.register(email));
    }

    private void mustBeLoggedOut(Member who) {
        assertThat(http.get("/api/me", who.token()).status()).isEqualTo(401);
        assertThat(erase(who, PASSWORD, who.token()).status()).isEqualTo(401);
        assertThat(
                        http.post(
                                        "/api/auth/refresh",
                                        "{\"refreshToken\": \"%s\"}".formatted(who.refreshToken()))
                                .status())
                .isEqualTo(401);
        isProblem(members.tryLogin(email, PASSWORD), 401, "bad_credentials");
    }

    private void theShopSeesNobody(Member who, String order) {
        assertThat(new Auditor(shop, members).history("orders/" + order).toString())
                .contains("order.BuyerErased")
                .doesNotContain("account.EmailReleased", "\"email_");
        String[] admin = members.admin().token();
        JsonNode shown =
                Orders.until(http, "/api/orders/" + order, "DELIVERED"::equals, admin).json();
        assertThat(shown.path("email").isNull() || shown.path("email").isMissingNode()).isTrue();
        assertThat(shown.get("timeline").toString()).contains("BUYER_ERASED");
        assertThat(shown.at("/amounts/total/amount").longValue()).isPositive();
        assertThat(http.get("/api/accounts/" + who.id() + "/export?reason=x", admin).status())
                .isEqualTo(404);
        // again, it changes nothing
        ok(200, erase(who, null, admin));
        assertThat(http.get("/api/audit/orders/" + order + "/events", admin).response().body())
                .contains("\"erased\"")
                .doesNotContain(street);
    }

    private void mustBeAsMadeAnew(String projection, boolean keepingOld) {
        String[] analyst = members.join(Role.ANALYST).token();
        Reply begun =
                ok(
                        202,
                        http.post(
                                "/api/projections/" + projection + "/rebuilds",
                                "{\"verify\": true, \"keepOld\": %s}".formatted(keepingOld),
                                analyst));
        String rebuild = begun.header("Location");
        await().atMost(Duration.ofSeconds(90))
                .pollInSameThread()
                .until(() -> http.get(rebuild, analyst).json().path("endedAt").isString());
        JsonNode ended = http.get(rebuild, analyst).json();
        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.get("differences")).isEmpty();
    }

    @Test
    void whoever_sells_what_may_still_be_paid_is_forgotten_only_if_they_insist() {
        Member zora = zora();
        fill(zora);
        String order = ok(201, checkOut(zora)).json().get("id").stringValue();

        Reply refused = erase(shelves.seller(), null, members.admin().token());

        isProblem(refused, 409, "account_in_use");
        assertThat(refused.response().body()).contains(order, "It may still be paid.");
    }

    @Test
    void admins_forget_whoever_still_waits_only_if_they_insist() {
        Member zora = zora();
        String order = bought(zora);
        Member admin = members.admin();
        Reply refused = erase(zora, null, admin.token());
        isProblem(refused, 409, "account_in_use");
        assertThat(refused.json().at("/unfinished/0/id").stringValue()).isEqualTo(order);
        assertThat(http.post(erasure(zora), "{\"force\": true}", zora.token()).status())
                .isEqualTo(403);

        ok(
                200,
                http.post(
                        erasure(zora),
                        "{\"force\": true, \"reason\": \"by letter\"}",
                        admin.token()));

        mustBeNowhere();
        // what could not be sent anywhere is paid back
        JsonNode shown =
                Orders.until(
                                http,
                                "/api/orders/" + order,
                                it -> it.equals("REFUNDED"),
                                admin.token())
                        .json();
        assertThat(shown.get("refunds")).isNotEmpty();
    }

    @Test
    void others_have_no_business_here() {
        Member zora = zora();
        Member noa = members.join();
        Member auditor = members.join(Role.AUDITOR);
        for (Member other : List.of(noa, auditor)) {
            isProblem(erase(zora, PASSWORD, other.token()), 404, "account_not_found");
            isProblem(
                    http.get("/api/accounts/" + zora.id() + "/export", other.token()),
                    404,
                    "account_not_found");
        }
        assertThat(erase(zora, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void whoever_reads_what_is_kept_of_others_is_seen() {
        Member zora = zora();
        Member admin = members.admin();
        String path = "/api/accounts/" + zora.id() + "/export";
        isProblem(http.get(path, admin.token()), 400, "invalid_input");

        Reply looked = ok(200, http.get(path + "?reason=asked+by+phone", admin.token()));

        Member auditor = members.join(Role.AUDITOR);
        JsonNode seen =
                ok(
                                200,
                                http.get(
                                        "/api/audit/accesses?kind=PERSON_EXPORT&target=accounts/"
                                                + zora.id(),
                                        auditor.tokenAnd(
                                                "Souk-Position", looked.header("Souk-Position"))))
                        .json()
                        .at("/items/0");
        assertThat(seen.get("actor").stringValue()).isEqualTo(admin.id());
        assertThat(seen.get("reason").stringValue()).isEqualTo("asked by phone");
        assertThat(seen.get("personal").booleanValue()).isTrue();
        // and so does she, who is seen as well
        Reply own = ok(200, http.get(path, zora.token()));
        assertThat(own.json().at("/accesses/items").toString()).contains("asked by phone");
        JsonNode last =
                ok(
                                200,
                                http.get(
                                        "/api/audit/accesses?kind=PERSON_EXPORT&actor=" + zora.id(),
                                        auditor.tokenAnd(
                                                "Souk-Position", own.header("Souk-Position"))))
                        .json();
        assertThat(last.at("/items")).as(last.toString()).hasSize(1);
    }

    @Test
    void a_guest_is_forgotten_order_by_order() {
        Buyer guest = new Buyer(shop).with(shelves.sku("MUG"), 1);
        String order = Buyer.id(ok(201, guest.checkOut()));
        String[] admin = members.admin().token();
        String path = "/api/admin/orders/" + order + "/erasure";
        isProblem(http.post(path, "", admin), 409, "order_not_in_state");
        ok(200, guest.cancel(order));

        ok(200, http.send("POST", path, "", admin));

        await().atMost(PATIENCE)
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            assertThat(
                                            database.queryForList(
                                                    """
                                                    select 1 from event_store.subject_key
                                                     where subject = ? and key is null
                                                    """,
                                                    order))
                                    .hasSize(1);
                            assertThat(
                                            database.queryForList(
                                                    "select email from order_view.orders where"
                                                            + " order_id = ?",
                                                    String.class,
                                                    order))
                                    .containsExactly((String) null);
                        });
    }

    /** Whoever buys has somebody to send it to; whoever is forgotten has bought nothing since. */
    @RepeatedTest(5)
    void of_buying_and_leaving_at_once_one_happens() {
        Member zora = zora();
        fill(zora);

        List<Reply> both =
                AtOnce.send(() -> checkOut(zora), () -> erase(zora, PASSWORD, zora.token()));

        Reply bought = both.getFirst();
        Reply left = both.getLast();
        assertThat(List.of(bought.status() == 201, left.status() == 200))
                .as(bought.response().body() + left.response().body())
                .containsExactlyInAnyOrder(true, false);
        assertThat(bought.status()).isIn(201, 401, 404, 409);
        if (left.status() != 200) {
            isProblem(left, 409, "account_in_use");
        } else {
            mustBeNowhere();
        }
    }

    /** Views may be behind, but what somebody was told has happened before he asks. */
    @Test
    void what_was_answered_before_counts_wherever_views_are() throws SQLException {
        var house = new Saleroom(shop, members, "RETAILER");
        String auction = house.open(Instant.now().plusSeconds(3_600));
        Member zora = zora();
        String order;
        try (Connection late = Objects.requireNonNull(database.getDataSource()).getConnection();
                var statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(
                    "lock table auction_view.auction, auction_view.bid, auction_view.own_bid,"
                            + " order_view.orders in share mode");
            house.mustBid(auction, zora, 5_000);
            fill(zora);
            order = ok(201, checkOut(zora)).json().get("id").stringValue();

            isProblem(erase(zora, PASSWORD, zora.token()), 503, "projection_behind");
            late.rollback();
            late.setAutoCommit(true);
        }

        Reply refused =
                await().atMost(PATIENCE)
                        .pollInSameThread()
                        .until(() -> erase(zora, PASSWORD, zora.token()), it -> it.status() != 503);

        isProblem(refused, 409, "account_in_use");
        assertThat(refused.json().get("unfinished").valueStream())
                .extracting(it -> it.get("id").stringValue())
                .containsExactlyInAnyOrder(order, auction);
    }

    @Test
    void who_has_left_neither_sells_nor_comes_back_to_life() {
        Member dealer = Saleroom.dealer(http, members, "RETAILER");
        String seller = dealer.id().replace("acc_", "sel_");
        String[] admin = members.admin().token();
        isProblem(erase(dealer, PASSWORD, dealer.token()), 409, "account_in_use");
        ok(200, http.post(erasure(dealer), "{\"force\": true, \"reason\": \"letter\"}", admin));

        String of = "/api/admin/sellers/" + seller;
        isProblem(http.send("DELETE", of + "/suspension", "", admin), 409, "seller_has_left");
        isProblem(http.post(of + "/approval", "{}", admin), 409, "seller_has_left");
        isProblem(
                http.put(
                        "/api/admin/accounts/" + dealer.id() + "/roles",
                        "{\"roles\": [\"CUSTOMER\"]}",
                        admin),
                404,
                "account_not_found");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                http.get("/api/sellers/" + seller)
                                                        .json()
                                                        .path("status")
                                                        .asString(""))
                                        .isNotEqualTo("APPROVED"));
        for (String path : List.of("/api/sellers", "/api/carts", "/api/products")) {
            assertThat(http.post(path, "{}", dealer.token()).status()).as(path).isEqualTo(401);
        }
        isProblem(members.tryLogin(dealer.email(), PASSWORD), 401, "bad_credentials");
        String refresh = "{\"refreshToken\": \"%s\"}".formatted(dealer.refreshToken());
        isProblem(http.post("/api/auth/refresh", refresh), 401, "invalid_refresh_token");
    }

    @Test
    void leaving_twice_at_once_is_leaving_once() {
        Member zora = zora();
        String[] admin = members.admin().token();

        List<Reply> both =
                AtOnce.send(
                        () -> erase(zora, PASSWORD, zora.token()),
                        () -> erase(zora, PASSWORD, admin));

        assertThat(both.getLast().status()).isEqualTo(200);
        assertThat(both.getFirst().status()).isIn(200, 401);
        mustBeNowhere();
    }
}
