package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.account.Role;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** An analyst makes every view anew, while the shop is open: over HTTP, on a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            Members.ADMIN_EMAIL,
            Members.ADMIN_PASSWORD,
            "souk.rebuilds.hot-rows=50",
            "souk.rebuilds.checkpoint=200ms",
            "souk.rebuilds.resume=1s"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class RebuildWalkthroughTest {

    private static final int JOURNEYS = 60;
    private static final int SHOPPERS = 4;

    @LocalServerPort int port;
    @Autowired Environment settings;

    private URI shop;
    private Shopper http;
    private Members members;
    private Shelves shelves;
    private String[] analyst;

    @BeforeEach
    void open() {
        shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "MUG", "BOWL", "PLATE");
        analyst = members.join(Role.ANALYST).token();
    }

    private static JsonNode ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply.json();
    }

    private void buy(SplittableRandom chance) {
        Buyer buyer = Buyer.patient(shop).with(shelves.sku("MUG"), 1 + chance.nextInt(3));
        if (chance.nextBoolean()) {
            buyer.and(shelves.sku("BOWL"), 1);
        }
        if (chance.nextInt(4) == 0) {
            return;
        }
        Reply placed = buyer.checkOut();
        String order = ok(201, placed).get("id").stringValue();
        String position = placed.header("Souk-Position");
        // nobody notices: what one has written is there
        Reply seen = http.get("/api/orders/" + order, "Souk-Position", position);
        assertThat(seen.status()).isIn(200, 401, 404, 503);
        assertThat(buyer.cart(position).status()).isIn(200, 503);
        switch (chance.nextInt(4)) {
            case 0 -> buyer.cancel(order);
            case 1 -> buyer.act(buyer.askToPay(order), "{\"action\": \"DECLINE\"}");
            default -> buyer.pay(buyer.askToPay(order));
        }
    }

    private void trade(int journeys) {
        var chance = new SplittableRandom(journeys);
        for (int journey = 0; journey < journeys; journey++) {
            buy(chance);
        }
        shelves.price("PLATE", 1_200);
        shelves.delist("PLATE");
        members.join(Role.AUDITOR);
    }

    private List<String> projections() {
        JsonNode all = ok(200, http.get("/api/projections", analyst)).get("items");
        return StreamSupport.stream(all.spliterator(), false)
                .map(projection -> projection.get("name").stringValue())
                .toList();
    }

    private JsonNode find(String projection) {
        return ok(200, http.get("/api/projections/" + projection, analyst));
    }

    private Reply start(String projection, String how) {
        return http.post("/api/projections/" + projection + "/rebuilds", how, analyst);
    }

    private JsonNode ended(Reply begun) {
        ok(202, begun);
        String rebuild = begun.header("Location");
        await().atMost(Duration.ofMinutes(5))
                .pollInSameThread()
                .until(() -> http.get(rebuild, analyst).json().path("endedAt").isString());
        return http.get(rebuild, analyst).json();
    }

    private void mustBeDone(Reply begun) {
        JsonNode ended = ended(begun);
        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
    }

    private void mustBeAsMadeAnew(String projection) {
        JsonNode ended = ended(start(projection, "{\"verify\": true}"));
        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.get("differences")).as(projection).isEmpty();
        assertThat(ended.get("done").longValue()).isEqualTo(ended.get("total").longValue());
    }

    @Test
    void every_view_is_what_it_would_be_if_made_anew() {
        trade(JOURNEYS);

        List<String> projections = projections();
        assertThat(projections).contains("order.view", "cart.view", "catalog.view");
        projections.forEach(this::mustBeAsMadeAnew);
    }

    @Test
    void nobody_notices_that_all_views_are_made_anew_at_once() throws Exception {
        trade(10);
        List<String> projections = projections();
        var closed = new AtomicBoolean();
        var journeys = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> shoppers = new ArrayList<>();
            for (int i = 0; i < SHOPPERS; i++) {
                var chance = new SplittableRandom(i);
                shoppers.add(
                        threads.submit(
                                () -> {
                                    while (!closed.get()) {
                                        buy(chance);
                                        journeys.incrementAndGet();
                                    }
                                }));
            }
            for (int round = 0; round < 3; round++) {
                Reply begun =
                        start(
                                projections.getFirst(),
                                "{\"with\": %s}"
                                        .formatted(
                                                JsonMapper.shared()
                                                        .writeValueAsString(projections)));
                mustBeDone(begun);
                for (String projection : projections) {
                    await().atMost(Duration.ofMinutes(5))
                            .pollInSameThread()
                            .until(
                                    () ->
                                            http.get("/api/projections/" + projection, analyst)
                                                    .json()
                                                    .at("/rebuild/endedAt")
                                                    .isString());
                    assertThat(find(projection).at("/rebuild/phase").stringValue())
                            .as(find(projection).toString())
                            .isEqualTo("DONE");
                }
            }
            closed.set(true);
            for (Future<?> shopper : shoppers) {
                shopper.get();
            }
        }

        assertThat(journeys.get()).isPositive();
        projections.forEach(this::mustBeAsMadeAnew);
        projections.forEach(
                projection ->
                        assertThat(find(projection).get("deadLetters").longValue())
                                .as(projection)
                                .isZero());
    }

    @Test
    void is_told_while_it_goes_on_and_can_be_taken_back() {
        trade(5);
        JsonNode before = find("order.view");
        Reply begun = start("order.view", "");
        ok(202, begun);

        Reply told = http.watch(begun.header("Location"), analyst);

        assertThat(told.header("Content-Type")).startsWith("text/event-stream");
        assertThat(told.response().body()).contains("event: rebuild.ended\ndata: {");
        assertThat(told.response().body()).contains("\"phase\":\"DONE\"");
        JsonNode after = find("order.view");
        assertThat(after.get("generation").intValue())
                .isGreaterThan(before.get("generation").intValue());
        assertThat(after.get("kept").intValue()).isEqualTo(before.get("generation").intValue());
        trade(2);
        mustBeDone(http.post("/api/projections/order.view/rollback", "", analyst));
        assertThat(find("order.view").get("generation").intValue())
                .isEqualTo(before.get("generation").intValue());
        mustBeAsMadeAnew("order.view");
    }

    @Test
    void shows_the_past_beside_the_present_until_it_is_thrown_away() {
        trade(3);
        Reply begun = start("order.view", "{\"at\": \"10\"}");
        JsonNode ended = ended(begun);
        assertThat(ended.get("phase").stringValue()).isEqualTo("DONE");
        assertThat(ended.get("schema").stringValue()).isEqualTo("order_view_at_10");
        assertThat(start("order.view", "{\"at\": \"yesterday\"}").status()).isEqualTo(400);
        assertThat(http.delete(begun.header("Location"), analyst).status()).isEqualTo(204);
        assertThat(http.delete(begun.header("Location"), analyst).status()).isEqualTo(409);
    }

    @Test
    void is_refused_where_there_is_nothing_to_do() {
        assertThat(start("no.view", "").status()).isEqualTo(404);
        Reply unknown =
                http.get(
                        "/api/projections/cart.view/rebuilds/reb_01hzy00000000000000000000a",
                        analyst);
        assertThat(unknown.status()).isEqualTo(404);
        Reply begun = start("seller.view", "{\"keepOld\": false}");
        mustBeDone(begun);
        Reply over = http.delete(begun.header("Location"), analyst);
        assertThat(over.status()).isEqualTo(409);
        Reply kept = http.post("/api/projections/seller.view/rollback", "", analyst);
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.json().get("code").stringValue()).isEqualTo("no_generation_kept");
    }
}
