package souk;

import static org.assertj.core.api.Assertions.assertThat;

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
import souk.account.Role;
import souk.platform.postgres.TestPostgres;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is told while things happen: over HTTP, from a real event store. */
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
class LiveWalkthroughTest {

    private static final int CHANGES = 600;
    private static final int LISTENERS = 4;

    @LocalServerPort int port;
    @Autowired Environment settings;

    private URI shop;
    private Shopper guest;
    private Shopper http;
    private Members members;
    private Shelves shelves;

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        guest = new Shopper(shop);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "MUG");
        assertThat(guest.post("/api/carts", "{}").status()).isEqualTo(201);
    }

    private Reply put(Shopper who, int quantity) {
        Reply changed =
                who.post(
                        "/api/carts/current/items",
                        "{\"sku\": \"%s\", \"quantity\": %d}"
                                .formatted(shelves.sku("MUG"), quantity));
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        return changed;
    }

    private static Reply ok(Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isIn(200, 201);
        return reply;
    }

    @Test
    void a_cart_is_read_anew_as_of_what_was_told() {
        try (Ears ears = guest.listen("cart").ready()) {
            Reply added = put(guest, 2);

            Heard heard = ears.heard(1).getFirst();

            assertThat(heard.name()).isEqualTo("cart.changed");
            assertThat(heard.id()).isEqualTo(added.header("Souk-Position"));
            assertThat(heard.text("cartId")).isEqualTo(added.json().get("id").stringValue());
            Reply seen = guest.get("/api/carts/current", "Souk-Position", heard.id());
            assertThat(seen.json()).isEqualTo(added.json());
            assertThat(seen.json().get("version")).isEqualTo(heard.data().get("version"));
        }
    }

    @Test
    void an_order_is_followed_until_it_is_paid_by_all_who_have_to_do_with_it() {
        Shelves others = new Shelves(shop, members, "BOWL");
        String[] seller = shelves.seller().token();
        String[] rival = others.seller().token();
        try (Ears sellers = http.listen("seller", seller).ready();
                Ears rivals = http.listen("seller", rival).ready();
                Ears admins = http.listen("admin", members.admin().token()).ready()) {
            put(guest, 1);
            Reply placed = ok(guest.post("/api/carts/current/checkout", Orders.CHECKOUT));
            String order = placed.json().get("id").stringValue();
            try (Ears buyer = guest.listen("order:" + order, after(placed))) {
                assertThat(buyer.status()).isEqualTo(200);
                Reply session = ok(guest.post("/api/orders/" + order + "/payment", "{}"));
                Orders.payAt(session.json().get("checkoutUrl").stringValue(), http);

                Heard paid = buyer.hear(it -> status(order, it.id()).equals("PAID"));

                assertThat(paid.name()).isEqualTo("order.changed");
                assertThat(paid.text("orderId")).isEqualTo(order);
                for (Ears ears : List.of(sellers, admins)) {
                    Heard heard = ears.hear(it -> it.data().equals(paid.data()));
                    assertThat(heard.name())
                            .isEqualTo(ears == sellers ? "seller.order" : "admin.order");
                    assertThat(heard.id()).isEqualTo(paid.id());
                }
                Reply repriced = others.price("BOWL", 900);
                Heard product = rivals.hear(it -> it.id().equals(repriced.header("Souk-Position")));
                assertThat(product.name()).isEqualTo("product.changed");
                assertThat(rivals.heard()).noneMatch(it -> it.name().equals("seller.order"));
            }
        }
    }

    private static String[] after(Reply written) {
        return new String[] {"Last-Event-ID", written.header("Souk-Position")};
    }

    private String status(String order, String position) {
        return ok(guest.get("/api/orders/" + order, "Souk-Position", position))
                .json()
                .get("status")
                .stringValue();
    }

    @Test
    void sellers_and_admins_hear_of_stock_that_runs_low() {
        String sku = shelves.sku("MUG");
        String[] seller = shelves.seller().token();
        ok(http.patch("/api/stock/" + sku, "{\"threshold\": 5}", seller));
        try (Ears sellers = http.listen("seller", seller).ready();
                Ears admins = http.listen("admin", members.admin().token()).ready()) {
            shelves.stock("MUG", 4);

            Heard low = sellers.hear(it -> it.name().equals("stock.low"));

            assertThat(low.text("sku")).isEqualTo(sku);
            assertThat(low.data().get("available").intValue()).isEqualTo(4);
            assertThat(admins.hear(it -> it.text("sku").equals(sku))).isEqualTo(low);
        }
    }

    @Test
    void whoever_logs_out_or_loses_a_role_hears_nothing_more() {
        Member mia = members.join();
        Member leo = members.join(Role.ADMIN);
        try (Ears customer = http.listen("cart", mia.token()).ready();
                Ears admin = http.listen("admin", leo.token()).ready()) {
            ok204(http.post("/api/auth/logout", "{}", mia.token()));
            customer.untilOver();
            members.give(leo.id());
            admin.untilOver();
            assertThat(http.listen("admin", leo.token()).status()).isEqualTo(401);
        }
    }

    private static void ok204(Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(204);
    }

    @Test
    void whoever_is_cut_off_again_and_again_misses_nothing_and_hears_nothing_twice() {
        String start;
        try (Ears ears = guest.listen("cart")) {
            start = ears.lastId();
        }
        var done = new AtomicBoolean();
        List<CompletableFuture<List<Heard>>> listening = new ArrayList<>();
        for (int i = 0; i < LISTENERS; i++) {
            var random = new SplittableRandom(i);
            listening.add(
                    CompletableFuture.supplyAsync(
                            () -> hearAll(start, random), Thread::startVirtualThread));
        }
        var noise = CompletableFuture.runAsync(() -> makeNoise(done), Thread::startVirtualThread);
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            positions.add(put(guest, 1).header("Souk-Position"));
        }
        done.set(true);
        noise.join();
        for (var each : listening) {
            List<String> heard = each.join().stream().map(Heard::id).toList();
            mustBeOf(positions, heard);
        }
    }

    /** One was told for each answer, as of the position that came with it. */
    void mustBeOf(List<String> answered, List<String> heard) {
        assertThat(heard).isEqualTo(answered);
    }

    private List<Heard> hearAll(String start, SplittableRandom random) {
        List<Heard> heard = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        String id = start;
        while (heard.size() < CHANGES) {
            int enough = random.nextInt(1, 120);
            try (Ears ears = guest.listen("cart", "Last-Event-ID", id)) {
                assertThat(ears.status()).isEqualTo(200);
                int wanted = Math.min(enough, CHANGES - heard.size());
                for (Heard each : ears.heard(wanted).stream().limit(wanted).toList()) {
                    assertThat(ids.add(each.id())).as(each.id()).isTrue();
                    heard.add(each);
                    id = each.id();
                }
            }
        }
        return heard;
    }

    /** Carts of others, so that there is more than is remembered. */
    private void makeNoise(AtomicBoolean done) {
        var other = new Shopper(shop);
        other.post("/api/carts", "{}");
        while (!done.get()) {
            put(other, 1);
        }
    }
}
