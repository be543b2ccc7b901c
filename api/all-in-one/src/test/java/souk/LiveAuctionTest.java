package souk;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.Saleroom.id;
import static souk.Saleroom.ok;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Ears.Heard;
import souk.Members.Member;
import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** An auction as others follow it: over HTTP, from a real event store. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            Members.ADMIN_EMAIL,
            Members.ADMIN_PASSWORD,
            "souk.live.heartbeat=500ms",
            "souk.live.remembered=50"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class LiveAuctionTest {

    @LocalServerPort int port;
    @Autowired Environment settings;

    private URI shop;
    private Shopper visitor;
    private Members members;
    private Member mia;
    private Member ali;

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        visitor = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        mia = members.join();
        ali = members.join();
    }

    private Saleroom room(String tier) {
        return new Saleroom(shop, members, tier);
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time);
    }

    private static long cents(JsonNode money) {
        return money.get("amount").longValue();
    }

    private static Instant end(JsonNode standing) {
        return Instant.parse(standing.get("effectiveEnd").stringValue());
    }

    @Test
    void is_followed_bid_by_bid() {
        Saleroom room = room("RETAILER");
        Instant closes = in(Duration.ofMinutes(1));
        String auction = room.open(closes);
        try (Ears ears = visitor.listen("auction:" + auction).ready()) {
            Reply first = ok(room.bid(auction, mia, 7_654_321), 201);
            Reply second = ok(room.bid(auction, ali, 2_000), 201);

            Heard one = ears.heard(2).getFirst();
            Heard two = ears.heard(2).getLast();

            assertThat(one.name()).isEqualTo("auction.bid");
            assertThat(cents(one.data().get("currentPrice"))).isEqualTo(1_000);
            assertThat(one.data().get("leader")).isEqualTo(first.json().get("bidder"));
            assertThat(one.data().get("bidCount").longValue()).isEqualTo(1);
            assertThat(one.data().get("reserveMet").booleanValue()).isTrue();
            assertThat(end(one.data())).isEqualTo(end(first.json())).isAfter(closes);
            assertThat(cents(two.data().get("currentPrice"))).isEqualTo(2_100);
            assertThat(two.data().get("leader")).isEqualTo(first.json().get("bidder"));
            assertThat(end(two.data())).isEqualTo(end(second.json()));
            assertThat(ears.heard().toString())
                    .doesNotContain("7654321", mia.id(), ali.id(), mia.email());

            JsonNode seen = room.find(auction, "Souk-Position", two.id()).json();
            assertThat(seen.get("currentPrice")).isEqualTo(two.data().get("currentPrice"));
            assertThat(seen.get("bidCount")).isEqualTo(two.data().get("bidCount"));
            assertThat(end(seen)).isEqualTo(end(two.data()));
        }
    }

    @Test
    void is_followed_to_its_end() {
        Saleroom room = room("RETAILER");
        String noMoreTime = ", \"extension\": \"PT0S\"";
        String auction = id(ok(room.plan(in(Duration.ofSeconds(10)), noMoreTime), 201));
        try (Ears ears = visitor.listen("auction:" + auction).ready()) {
            ok(room.bid(auction, mia, 5_555), 201);

            Heard closed = ears.hear(it -> it.name().equals("auction.closed"));

            assertThat(closed.text("state")).isEqualTo("SOLD");
            assertThat(cents(closed.data().get("price"))).isEqualTo(1_000);
            JsonNode seen = room.find(auction, "Souk-Position", closed.id()).json();
            assertThat(seen.get("state").stringValue()).isEqualTo("SOLD");
        }
    }

    @Test
    void is_called_off() {
        Saleroom room = room("RETAILER");
        String auction = room.open(in(Duration.ofHours(1)));
        try (Ears ears = visitor.listen("auction:" + auction).ready()) {
            ok(room.cancel(auction, room.seller()), 200);

            Heard closed = ears.heard(1).getFirst();

            assertThat(closed.name()).isEqualTo("auction.closed");
            assertThat(closed.text("state")).isEqualTo("CANCELLED");
            assertThat(closed.data().has("price")).isFalse();
        }
    }

    @Test
    void is_followed_by_those_who_may_bid_for_as_long_as_they_may() {
        String auction = room("WHOLESALER").open(in(Duration.ofHours(1)));
        String topic = "auction:" + auction;
        String path = "/api/stream?topics=" + topic;
        assertThat(visitor.get(path).status()).isEqualTo(404);
        assertThat(visitor.get(path, mia.token()).status()).isEqualTo(404);
        Member retailer = Saleroom.dealer(visitor, members, "RETAILER");
        try (Ears ears = visitor.listen(topic, retailer.token()).ready()) {
            Reply suspended =
                    visitor.post(
                            "/api/admin/sellers/sel_" + retailer.id().substring(4) + "/suspension",
                            "{\"reason\": \"a test\"}",
                            members.admin().token());
            ok(suspended, 200);

            ears.untilOver();

            String[] after = retailer.tokenAnd("Souk-Position", suspended.header("Souk-Position"));
            assertThat(visitor.get(path, after).status()).isEqualTo(404);
        }
    }
}
