package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What somebody was told then is what auditors are told of then. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class TimeTravelTest {

    private static final int STEPS = 60;
    private static final String CURRENT = "/api/carts/current";
    private static final String CHECKOUT =
            """
            {"email": "mia@example.org", "shippingMethod": "standard", "shippingAddress": %s}
            """
                    .formatted(Buyer.ADDRESS);

    /** An answer, and where the store was when it was given. */
    private record Answer(String of, String position, JsonNode told) {}

    @LocalServerPort int port;
    @Autowired Environment settings;

    private final List<Answer> answers = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private final Random random = new Random(4711);
    private Shopper guest;
    private Shelves shelves;
    private Saleroom house;
    private List<Member> bidders;
    private String auction;
    private long price = 1_000;

    @Test
    void whatever_was_answered_is_seen_again() {
        URI shop = URI.create("http://localhost:" + port);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        guest = new Shopper(shop);
        guest.post("/api/carts", "{}");
        shelves = new Shelves(shop, members, "MUG", "BOWL", "PLATE");
        house = new Saleroom(shop, members, "RETAILER");
        auction = house.open(Instant.now().plusSeconds(3_600));
        bidders = List.of(members.join(), members.join());
        for (int step = 0; step < STEPS; step++) {
            doSomething();
        }
        assertThat(answers).hasSizeGreaterThan(STEPS / 3);
        assertThat(answers.stream().map(it -> it.of.replaceAll("/.*", "")).distinct())
                .containsExactlyInAnyOrder("carts", "orders", "auctions");

        var auditor = new Auditor(shop, members);
        for (Answer answer : answers) {
            JsonNode seen = auditor.look(answer.of + "?at=" + answer.position);
            assertThat(seen.at("/asOf/version"))
                    .as(answer.toString())
                    .isEqualTo(answer.told.get("version"));
            assertThat(saw(answer, seen.get("state"))).isEqualTo(told(answer));
        }
        for (String of : answers.stream().map(Answer::of).distinct().toList()) {
            differencesLeadFromStateToState(of, auditor);
        }
    }

    private void differencesLeadFromStateToState(String of, Auditor auditor) {
        List<Answer> all = answers.stream().filter(it -> it.of.equals(of)).toList();
        String from = all.get(random.nextInt(all.size())).position;
        String to = all.get(random.nextInt(all.size())).position;
        JsonNode difference = auditor.look(of + "/diff?from=" + from + "&to=" + to);
        assertThat(
                        JsonPatch.applied(
                                difference.get("diff"),
                                auditor.look(of + "?at=" + from).get("state")))
                .isEqualTo(auditor.look(of + "?at=" + to).get("state"));
    }

    private void doSomething() {
        String sku = shelves.sku(List.of("MUG", "BOWL", "PLATE").get(random.nextInt(3)));
        switch (random.nextInt(7)) {
            case 0, 1 ->
                    cart(
                            guest.post(
                                    CURRENT + "/items",
                                    "{\"sku\": \"%s\", \"quantity\": %d}"
                                            .formatted(sku, 1 + random.nextInt(3))));
            case 2 ->
                    cart(
                            guest.patch(
                                    CURRENT + "/items/" + sku,
                                    "{\"quantity\": %d}".formatted(random.nextInt(4))));
            case 3 -> cart(guest.delete(CURRENT + "/items/" + sku));
            case 4 -> order(guest.post(CURRENT + "/checkout", CHECKOUT));
            case 5 -> cancelSome();
            default -> bid();
        }
    }

    private void cancelSome() {
        if (!orders.isEmpty()) {
            String order = orders.get(random.nextInt(orders.size()));
            order(guest.post("/api/orders/" + order + "/cancellation", "{\"reason\": \"no\"}"));
        }
    }

    private void bid() {
        price += 100L * (1 + random.nextInt(5));
        keep("auctions/" + auction, house.bid(auction, bidders.get(random.nextInt(2)), price));
    }

    private void cart(Reply reply) {
        if (reply.status() < 300) {
            keep("carts/" + Buyer.id(reply), reply);
        }
    }

    private void order(Reply reply) {
        if (reply.status() < 300) {
            orders.add(Buyer.id(reply));
            keep("orders/" + Buyer.id(reply), reply);
        }
    }

    private void keep(String of, Reply reply) {
        if (reply.status() < 300) {
            answers.add(new Answer(of, reply.header("Souk-Position"), reply.json()));
        }
    }

    /** What the answer has in common with the state, as the answer has it. */
    private static Object told(Answer answer) {
        JsonNode told = answer.told;
        return switch (answer.of.replaceAll("/.*", "")) {
            case "carts" -> List.of(quantities(told.get("lines")), told.get("itemCount"));
            case "orders" -> List.of(told.get("timeline"), told.at("/amounts/total"));
            default -> List.of(told.get("currentPrice"), told.get("effectiveEnd"));
        };
    }

    private static Object saw(Answer answer, JsonNode state) {
        return switch (answer.of.replaceAll("/.*", "")) {
            case "carts" ->
                    List.of(
                            quantities(state.at("/contents/lines")),
                            state.at("/contents/itemCount"));
            case "orders" ->
                    List.of(state.at("/state/timeline"), state.at("/state/placed/amounts/total"));
            default ->
                    List.of(
                            state.at("/course/latest/currentPrice"),
                            state.at("/course/effectiveEnd"));
        };
    }

    private static Map<String, Integer> quantities(JsonNode lines) {
        Map<String, Integer> quantities = new TreeMap<>();
        lines.forEach(
                line ->
                        quantities.put(
                                line.get("sku").stringValue(), line.get("quantity").intValue()));
        return quantities;
    }
}
