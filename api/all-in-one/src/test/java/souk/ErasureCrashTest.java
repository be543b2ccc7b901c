package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.Members.Member;
import souk.Shopper.Reply;

import java.nio.file.Path;
import java.time.Duration;

/** The whole product killed with -9 as soon as it has said that somebody is erased: he stays so. */
class ErasureCrashTest {

    private static final int ROUNDS = 3;

    @TempDir Path directory;

    private House house;
    private Shopper http;
    private Members members;
    private Shelves shelves;

    @BeforeEach
    void build() throws Exception {
        house = new House(directory);
        house.start();
        http = new Shopper(house.shop());
        members = new Members(house.shop());
        shelves = new Shelves(house.shop(), "MUG");
    }

    @AfterEach
    void stop() throws InterruptedException {
        house.stop();
    }

    private static Reply ok(Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isIn(200, 201);
        return reply;
    }

    private String ordered(Member who) {
        ok(http.post("/api/carts", "{}", who.token()));
        String item = "{\"sku\": \"%s\", \"quantity\": 1}".formatted(shelves.sku("MUG"));
        ok(http.post("/api/carts/current/items", item, who.token()));
        Reply placed = ok(http.post("/api/carts/current/checkout", Orders.CHECKOUT, who.token()));
        String order = Buyer.id(placed);
        String cancellation = "/api/orders/" + order + "/cancellation";
        Reply cancelled = ok(http.post(cancellation, "{\"reason\": \"none\"}", who.token()));
        // or it would be waited for
        ok(
                http.get(
                        "/api/orders/" + order,
                        who.tokenAnd("Souk-Position", cancelled.header("Souk-Position"))));
        return order;
    }

    private String history(String order) {
        return http.get("/api/audit/orders/" + order + "/events", members.admin().token())
                .response()
                .body();
    }

    @Test
    void whoever_was_told_that_he_is_forgotten_is_forgotten() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Member mia = members.join();
            String order = ordered(mia);
            assertThat(history(order)).contains("\"masked\"").doesNotContain("BuyerErased");
            ok(
                    http.post(
                            "/api/accounts/" + mia.id() + "/erasure",
                            "{\"password\": \"battery staple\"}",
                            mia.token()));

            house.kill();
            house.start();

            assertThat(http.get("/api/me", mia.token()).status()).isEqualTo(401);
            await().atMost(Duration.ofSeconds(60))
                    .pollInSameThread()
                    .untilAsserted(
                            () ->
                                    assertThat(history(order))
                                            .contains("\"erased\"", "order.BuyerErased")
                                            .doesNotContain("\"masked\""));
        }
    }
}
