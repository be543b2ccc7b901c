package souk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ConfigurableApplicationContext;

import souk.AllInOne;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductId;
import souk.inventory.StockKeeper;
import souk.inventory.StockPage;
import souk.inventory.StockQuery.ListStock;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A store is filled with examples once, whatever comes between. */
class DemoTest {

    private static final int SOME = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private String database;

    @BeforeEach
    void begin() {
        database = TestPostgres.freshDatabase();
    }

    private ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(AllInOne.class)
                .initializers(new TestPostgres.Initializer())
                .properties(
                        "spring.datasource.url=" + database,
                        "server.port=0",
                        "souk.demo.products=" + SOME)
                .properties(settings)
                .run();
    }

    private static void awaitEnd(ConfigurableApplicationContext souk) {
        await().atMost(PATIENCE).until(() -> souk.getBean(Demo.class).isOver());
    }

    private static long stored(ConfigurableApplicationContext souk) {
        return souk.getBean(EventStore.class).createHeadToken().position().orElse(-1);
    }

    private static long inStock(ConfigurableApplicationContext souk) {
        Long total =
                souk.getBean(Errands.class)
                        .ask(
                                new ListStock(StockKeeper.ADMIN, false, null, 1, true),
                                StockPage.class)
                        .total();
        return total == null ? -1 : total;
    }

    @Test
    void an_empty_store_is_filled_and_a_second_start_does_nothing() throws Exception {
        long complete;
        int stocks = new Goods(Market.read()).stock(SOME).size();
        try (var souk = start("souk.demo=true")) {
            awaitEnd(souk);
            await().atMost(PATIENCE).until(() -> inStock(souk) == stocks);
            isForSale(souk);
            complete = stored(souk);
        }
        try (var souk = start("souk.demo=true")) {
            awaitEnd(souk);
            assertThat(stored(souk)).isEqualTo(complete);
        }
    }

    private static void isForSale(ConfigurableApplicationContext souk) throws Exception {
        String shop = "http://localhost:" + souk.getEnvironment().getProperty("local.server.port");
        String credentials =
                "{\"email\": \"leila.zouari@souk.example\", \"password\": \"%s\"}"
                        .formatted(Demo.PASSWORD);
        HttpRequest login =
                HttpRequest.newBuilder(URI.create(shop + "/api/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(credentials))
                        .build();
        HttpRequest look =
                HttpRequest.newBuilder(URI.create(shop + "/api/products?total=true"))
                        .header("Souk-Position", Long.toString(stored(souk)))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(login, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            JsonNode list = JSON.readTree(http.send(look, BodyHandlers.ofString()).body());
            assertThat(list.get("total").asInt()).isEqualTo(SOME - 1); // one is a draft
            assertThat(list.at("/items/0/seller/name").asString()).isNotEmpty();
            assertThat(list.at("/items/0/description").asString().split("\n\n")).hasSize(3);
        }
    }

    @Test
    void what_was_stopped_halfway_is_completed_at_the_next_start() {
        try (var souk = start("souk.demo=true")) {
            var events = souk.getBean(EventStore.class);
            ProductId early = Naming.product(3);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> events.lastSequenceNumberFor(early.value()).isPresent());
        }
        int stocks = new Goods(Market.read()).stock(SOME).size();
        try (var souk = start("souk.demo=true")) {
            awaitEnd(souk);
            await().atMost(PATIENCE).until(() -> inStock(souk) == stocks);
            List<String> created =
                    souk.getBean(EventStore.class)
                            .openStream(null)
                            .asStream()
                            .limit(stored(souk) + 1)
                            .map(event -> event.getPayload())
                            .filter(ProductCreated.class::isInstance)
                            .map(event -> ((ProductCreated) event).productId().value())
                            .toList();
            assertThat(created).hasSize(SOME).doesNotHaveDuplicates();
        }
    }

    @Test
    void production_refuses() {
        assertThatThrownBy(
                        () -> start("souk.demo=true", "spring.profiles.active=production").close())
                .hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class);
    }
}
