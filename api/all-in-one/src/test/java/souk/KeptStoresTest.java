package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import souk.platform.postgres.KeptStore;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * This version goes on with what others have stored. {@code -Dsouk.keep=0.2} keeps what this one
 * stores, too: that file stays, and is never made again.
 */
class KeptStoresTest {

    private static final Path STORES = Path.of("src/test/resources/stores");
    private static final long MOST_BYTES = 300_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path directory;

    static List<Path> stores() throws Exception {
        String name = System.getProperty("souk.keep", "");
        if (!name.isEmpty()) {
            keep(STORES.resolve(name + ".zip"));
        }
        try (Stream<Path> all = Files.list(STORES)) {
            List<Path> stores = all.sorted(Comparator.naturalOrder()).toList();
            assertThat(stores).isNotEmpty();
            return stores;
        }
    }

    private static void keep(Path file) throws Exception {
        assertThat(file).as("what was kept once").doesNotExist();
        Path audit = Files.createTempDirectory("souk-kept-");
        String url = TestPostgres.freshDatabase();
        try (var shop = run(url, audit)) {
            URI at = at(shop);
            var history = new KeptHistory(at);
            Map<String, String> answers = new HashMap<>();
            for (String path : history.questions()) {
                answers.put(path, ask(at, path).toString());
            }
            settled(at);
            KeptStore.keep(
                    url, audit, Map.of("answers.json", JSON.writeValueAsString(answers)), file);
        }
    }

    private static ConfigurableApplicationContext run(String url, Path audit) {
        return new SpringApplicationBuilder(AllInOne.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--souk.audit.directory=" + audit,
                        "--" + Members.ADMIN_EMAIL,
                        "--" + Members.ADMIN_PASSWORD);
    }

    private static URI at(ConfigurableApplicationContext shop) {
        return URI.create(
                "http://localhost:" + shop.getEnvironment().getProperty("local.server.port"));
    }

    private static JsonNode ask(URI shop, String path) {
        var reply = new Shopper(shop).get(path, new Members(shop).admin().token());
        assertThat(reply.status()).as(path + reply.response().body()).isEqualTo(200);
        return reply.json();
    }

    /** All is shown, nothing is parked or left to be made anew, and all is signed. */
    private static void settled(URI shop) {
        String[] admin = new Members(shop).admin().token();
        var http = new Shopper(shop);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            JsonNode all = http.get("/api/projections", admin).json().get("items");
                            assertThat(all).isNotEmpty();
                            long head = all.get(0).get("head").longValue();
                            for (JsonNode projection : all) {
                                assertThat(projection.get("lag").longValue()).isZero();
                                assertThat(projection.get("deadLetters").longValue()).isZero();
                                assertThat(projection.at("/rebuild/phase").asString("DONE"))
                                        .isEqualTo("DONE");
                            }
                            assertThat(signed(shop, admin)).isGreaterThan(head);
                        });
    }

    private static long signed(URI shop, String[] admin) {
        return new Shopper(shop)
                .get("/api/audit/log/checkpoint", admin)
                .json()
                .path("size")
                .asLong(-1);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void are_migrated_read_projected_verified_and_gone_on_with(Path store) throws Exception {
        assertThat(Files.size(store)).isLessThan(MOST_BYTES);
        String url = KeptStore.load(store, directory);
        try (var shop = run(url, directory.resolve("audit"))) {
            URI at = at(shop);
            settled(at);
            answersAsThen(store, at);
            isWhatItsEventsSay(at);
            goesOn(store, at);
        }
    }

    private static void answersAsThen(Path store, URI shop) throws IOException {
        JSON.readTree(KeptStore.read(store, "answers.json"))
                .forEachEntry(
                        (path, then) ->
                                holds(path, JSON.readTree(then.stringValue()), ask(shop, path)));
    }

    /** More may be told by now, but nothing else. */
    private static void holds(String where, JsonNode then, JsonNode now) {
        if (then.isObject()) {
            then.forEachEntry((name, value) -> holds(where + " " + name, value, now.path(name)));
        } else if (then.isArray()) {
            assertThat(now.size()).as(where).isEqualTo(then.size());
            for (int i = 0; i < then.size(); i++) {
                holds(where + " " + i, then.get(i), now.get(i));
            }
        } else {
            assertThat(now).as(where).isEqualTo(then);
        }
    }

    /** The log is what was signed then, and views made anew are those that were kept. */
    private static void isWhatItsEventsSay(URI shop) {
        new Auditor(shop, new Members(shop)).mustFindNothing(Duration.ofMinutes(2), "LOG", "VIEWS");
    }

    /** Decisions find what was decided then. */
    private static void goesOn(Path store, URI shop) throws IOException {
        var http = new Shopper(shop);
        String[] admin = new Members(shop).admin().token();
        JsonNode answers = JSON.readTree(KeptStore.read(store, "answers.json"));
        List<String> orders =
                answers.propertyNames().stream()
                        .filter(it -> it.startsWith("/api/orders/"))
                        .toList();
        assertThat(orders).isNotEmpty();
        for (String path : orders) {
            JsonNode order = ask(shop, path);
            String sku = order.at("/lines/0/sku").stringValue();
            Buyer buyer = Buyer.patient(shop).with(sku, 1);
            assertThat(buyer.checkOut().status()).isEqualTo(201);
            if (order.get("status").stringValue().equals("PAID")) {
                var refund =
                        http.post(
                                path.replace("/api/orders", "/api/admin/orders") + "/refunds",
                                "{\"reason\": \"kept\"}",
                                admin);
                assertThat(refund.status()).as(refund.response().body()).isEqualTo(201);
                Orders.until(http, path, "REFUNDED"::equals, admin);
            }
        }
        settled(shop);
    }
}
