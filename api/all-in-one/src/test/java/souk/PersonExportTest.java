package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.account.AccountId;
import souk.account.SessionEvent.SessionOpened;
import souk.account.SessionEvent.SessionRefreshed;
import souk.account.SessionId;
import souk.audit.Access;
import souk.audit.AccessId;
import souk.audit.AuditEvent.Accessed;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

/** What people are given who ask what is kept about them. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class PersonExportTest {

    private static final int TOGETHER = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired EventStore events;
    @Autowired DataSource database;

    private Shopper http;
    private URI shop;
    private Members members;

    int many() {
        return 10_050;
    }

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }

    /** As soon as views know all that has happened. */
    private Reply export(Member who) {
        Reply reply =
                await().atMost(PATIENCE)
                        .pollInSameThread()
                        .until(
                                () ->
                                        http.get(
                                                "/api/accounts/" + who.id() + "/export",
                                                who.token()),
                                it -> it.status() != 503);
        return ok(200, reply);
    }

    private static List<JsonNode> all(JsonNode document, String member) {
        return document.at("/" + member + "/items").valueStream().toList();
    }

    private static List<JsonNode> of(JsonNode document, String type) {
        return all(document, "events").stream()
                .filter(it -> it.get("type").stringValue().equals(type))
                .toList();
    }

    /** What it was answered with that it is ordered; it can be paid by now. */
    private Reply bought(Member mia, Shelves shelves) {
        ok(201, http.post("/api/carts", "{}", mia.token()));
        String item = "{\"sku\": \"%s\", \"quantity\": 1}".formatted(shelves.sku("MUG"));
        ok(200, http.post("/api/carts/current/items", item, mia.token()));
        Reply placed = http.post("/api/carts/current/checkout", Orders.CHECKOUT, mia.token());
        ok(201, placed);
        ok(201, http.post("/api/orders/" + Buyer.id(placed) + "/payment", "{}", mia.token()));
        return placed;
    }

    @Test
    void has_their_sessions_and_the_events_about_them_and_nothing_of_anybody_else() {
        Member mia = members.login(members.join());
        Member noa = members.join();
        String order = Buyer.id(bought(mia, new Shelves(shop, members, "MUG")));
        var house = new Saleroom(shop, members, "RETAILER");
        String auction = house.open(Instant.now().plusSeconds(3_600));
        house.mustBid(auction, noa, 481_516);
        house.mustBid(auction, mia, 234_207);
        members.login(mia);

        Reply reply = export(mia);

        JsonNode document = reply.json();
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.header("Content-Disposition")).contains(mia.id());
        assertThat(all(document, "sessions")).hasSize(3);
        assertThat(all(document, "orders")).hasSize(1);
        assertThat(document.at("/bids/items/0/maximum/amount").longValue()).isEqualTo(234_207);
        assertThat(of(document, "account.SessionOpened")).hasSize(3);
        JsonNode registered = of(document, "account.AccountRegistered").getFirst();
        assertThat(registered.at("/payload/email").stringValue()).isEqualTo(mia.email());
        JsonNode placed = of(document, "order.OrderPlaced").getFirst();
        assertThat(placed.get("stream").stringValue()).isEqualTo(order);
        assertThat(placed.get("by").stringValue()).isEqualTo("self");
        assertThat(placed.at("/payload/email").stringValue()).contains("@");
        assertThat(registered.at("/payload/passwordHash").stringValue()).isEqualTo("masked");
        assertThat(placed.at("/payload/trackingToken").stringValue()).isEqualTo("masked");
        assertThat(of(document, "cart.ItemAdded")).hasSize(1);
        assertThat(of(document, "payment.SessionOpened"))
                .allSatisfy(
                        it ->
                                assertThat(it.at("/payload/checkoutUrl").stringValue())
                                        .isEqualTo("secret"))
                .hasSize(1);
        assertThat(of(document, "auction.BidAccepted"))
                .allSatisfy(
                        it -> {
                            assertThat(it.at("/payload/bidder").stringValue()).isEqualTo(mia.id());
                            assertThat(it.at("/payload/maximum").stringValue()).isEqualTo("secret");
                        })
                .hasSize(1);
        assertThat(reply.response().body()).doesNotContain(noa.id(), noa.email(), "481516");
    }

    @Test
    void has_looks_at_what_they_bought_and_what_they_sold() {
        var house = new Saleroom(shop, members, "RETAILER");
        Member mia = house.seller();
        String auction = house.open(Instant.now().plusSeconds(3_600));
        Member noa = members.join();
        house.mustBid(auction, noa, 5_000);
        Shelves shelves = new Shelves(shop, members, "MUG");
        Reply placed = bought(mia, shelves);
        String order = Buyer.id(placed);
        String others = Buyer.id(bought(noa, shelves));
        Member admin = members.admin();
        String[] inTime = admin.tokenAnd("Souk-Position", placed.header("Souk-Position"));
        ok(200, http.get("/api/orders/" + order, inTime));
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(
                        () -> http.get("/api/admin/orders", admin.token()).response().body(),
                        page -> page.contains(order) && page.contains(others));

        Reply reply = export(mia);

        List<JsonNode> looks = all(reply.json(), "accesses");
        assertThat(looks)
                .filteredOn(it -> it.get("target").stringValue().equals("orders/" + order))
                .allSatisfy(
                        it -> {
                            assertThat(it.get("actor").stringValue()).isEqualTo(admin.id());
                            assertThat(it.get("kind").stringValue()).isEqualTo("SHOWN");
                            assertThat(it.path("detail").isString()).isFalse();
                        })
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(all(reply.json(), "auctions"))
                .extracting(it -> it.get("id").stringValue())
                .containsExactly(auction);
        assertThat(all(reply.json(), "events"))
                .filteredOn(it -> it.get("stream").stringValue().equals(auction))
                .extracting(it -> it.get("by").stringValue())
                .isNotEmpty()
                .containsOnly("self");
        assertThat(reply.response().body()).doesNotContain(others, noa.id(), noa.email());
    }

    @Test
    void is_made_for_each_one_at_a_time_and_for_few_at_all() throws SQLException {
        Member mia = members.join();
        Member noa = members.join();
        Member zoe = members.join();
        List<CompletableFuture<Reply>> made = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            // bids can't be read as long as this lasts
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("lock table auction_view.own_bid in access exclusive mode");
            }
            made.add(begin(mia, 1));
            refuses(mia);
            made.add(begin(noa, 2));
            refuses(zoe);
            connection.rollback();
        }

        assertThat(made).allSatisfy(it -> assertThat(it.join().status()).isEqualTo(200));
        export(mia);
        export(zoe);
    }

    private CompletableFuture<Reply> begin(Member who, int waiting) {
        CompletableFuture<Reply> made =
                CompletableFuture.supplyAsync(() -> export(who), Thread::startVirtualThread);
        var sql = new JdbcTemplate(database);
        await().pollInSameThread()
                .untilAsserted(
                        () ->
                                assertThat(
                                                sql.queryForObject(
                                                        "select count(*) from pg_locks where not"
                                                            + " granted and relation ="
                                                            + " 'auction_view.own_bid'::regclass",
                                                        Integer.class))
                                        .isEqualTo(waiting));
        return made;
    }

    private void refuses(Member who) {
        Reply refused = http.get("/api/accounts/" + who.id() + "/export", who.token());
        assertThat(ok(429, refused).json().get("code").stringValue()).isEqualTo("rate_limited");
        assertThat(refused.header("Retry-After")).isNotBlank();
    }

    /** Made by the thousand, as no client could. */
    private void happen(List<EventMessage<?>> happened) {
        for (int from = 0; from < happened.size(); from += TOGETHER) {
            events.publish(happened.subList(from, Math.min(happened.size(), from + TOGETHER)));
        }
    }

    private void lookOften(Member who) {
        List<EventMessage<?>> looks = new ArrayList<>();
        for (int i = 0; i < many(); i++) {
            var id = new AccessId(Ids.of(AccessId.PREFIX, i, random()));
            var look = new Access(Access.Kind.HISTORY, "orders/ord_1", null, false, null);
            looks.add(
                    new GenericDomainEventMessage<>(
                            "Look",
                            id.value(),
                            0,
                            new Accessed(id, look),
                            Map.of(MessageKeys.ACTOR, who.id(), MessageKeys.ROLE, "AUDITOR")));
        }
        happen(looks);
    }

    private String refreshOften(Member who) {
        var session = new SessionId(Ids.of(SessionId.PREFIX, 1, random()));
        Instant end = Instant.parse("2099-01-01T00:00:00Z");
        List<EventMessage<?>> tokens = new ArrayList<>();
        tokens.add(
                new GenericDomainEventMessage<>(
                        "Session",
                        session.value(),
                        0,
                        new SessionOpened(session, new AccountId(who.id()), "t0", end)));
        for (int i = 1; i <= many(); i++) {
            tokens.add(
                    new GenericDomainEventMessage<>(
                            "Session",
                            session.value(),
                            i,
                            new SessionRefreshed(session, "t" + i, end)));
        }
        happen(tokens);
        return session.value();
    }

    private static byte[] random() {
        UUID random = UUID.randomUUID();
        return java.nio.ByteBuffer.allocate(16)
                .putLong(random.getLeastSignificantBits())
                .putLong(random.getMostSignificantBits())
                .array();
    }

    @Test
    void is_all_there_is_however_much_that_is() {
        Member mia = members.join();
        lookOften(mia);
        String session = refreshOften(mia);

        JsonNode document = export(mia).json();

        assertThat(all(document, "looks"))
                .extracting(it -> it.get("id").stringValue())
                .hasSize(many())
                .doesNotHaveDuplicates();
        assertThat(all(document, "events"))
                .filteredOn(it -> it.get("stream").stringValue().equals(session))
                .extracting(it -> it.get("sequence").longValue())
                .hasSize(many() + 1)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(all(document, "sessions")).hasSize(2);
    }
}
