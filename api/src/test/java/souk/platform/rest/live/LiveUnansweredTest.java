package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockOwner;
import souk.inventory.StockQuery.FindStockOwner;
import souk.inventory.StockRejection.StockNotFound;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.StubEvents;
import souk.platform.rest.live.Ears.Heard;
import souk.platform.rest.live.Scene.Person;
import souk.seller.SellerId;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Where it can't be found out whom something concerns. */
@HttpTest
class LiveUnansweredTest {

    @Autowired Client client;
    @Autowired StubEvents events;
    @Autowired QueryBus queries;

    private Scene scene;
    private Person mia;
    private Registration answering;
    private volatile Supplier<Object> answer = () -> new StockOwner(mia.seller());

    @BeforeEach
    void answer() {
        scene = new Scene(client, events);
        mia = scene.person("SELLER");
        answering =
                queries.subscribe(
                        FindStockOwner.class.getName(), StockOwner.class, _ -> answer.get());
    }

    @AfterEach
    void nobodyAnswers() {
        answering.cancel();
    }

    private static Sku sku() {
        return new Sku(UUID.randomUUID().toString());
    }

    private long known(SellerId seller) {
        Sku sku = sku();
        events.happened("stock_" + sku, 0, new StockOpened(sku, seller));
        return ranLow(sku);
    }

    private long ranLow(Sku sku) {
        return events.happened("stock_" + sku, 1, new StockRanLow(sku, 1, 5));
    }

    @Test
    void what_is_not_there_is_nobodys() {
        answer =
                () -> {
                    throw new Rejected(new StockNotFound());
                };
        try (Ears ears = Ears.open(client, "seller", mia.token()).upTo(events.position())) {
            ranLow(sku());
            long next = known(mia.seller());
            assertThat(ears.heard(1)).extracting(Heard::position).containsExactly(next);
            assertThat(ears.goesOn()).isTrue();
        }
    }

    private void goesOnAfter(Supplier<Object> failure) {
        answer = failure;
        long first;
        long second;
        String id;
        try (Ears ears = Ears.open(client, "seller", mia.token()).upTo(events.position())) {
            first = known(mia.seller());
            second = ranLow(sku());
            assertThat(ears.heard(1)).extracting(Heard::position).containsExactly(first);
            ears.isOver();
            assertThat(ears.heard()).hasSize(1);
            id = ears.lastId();
            assertThat(Long.parseLong(id)).isBetween(first, second - 1);
        }
        long third = known(mia.seller());
        String[] resumed = Client.with(mia.token(), "Last-Event-ID", id);
        try (Ears again = Ears.open(client, "seller", resumed)) {
            assertThat(again.response().statusCode()).isEqualTo(200);
            again.isOver();
            assertThat(again.heard()).isEmpty();
        }
        answer = () -> new StockOwner(mia.seller());
        try (Ears again = Ears.open(client, "seller", resumed)) {
            assertThat(again.heard(2)).extracting(Heard::position).containsExactly(second, third);
        }
    }

    @Test
    void who_can_not_be_asked_now_is_asked_when_the_client_comes_back() {
        goesOnAfter(
                () -> {
                    throw new Rejected(new ServiceUnavailable("the view"));
                });
    }

    @Test
    void who_does_not_answer_is_asked_when_the_client_comes_back() {
        goesOnAfter(CompletableFuture::new);
    }

    @Test
    void who_fails_is_asked_when_the_client_comes_back() {
        goesOnAfter(
                () -> {
                    throw new IllegalStateException("a test");
                });
    }

    @Test
    void others_news_are_no_silence() {
        answer = () -> new StockOwner(new SellerId("sel_01hzy00000000000000000000z"));
        try (Ears ears = Ears.open(client, "seller", mia.token()).upTo(events.position())) {
            long from = events.position();
            int beats = ears.beats();
            // more often than the heart beats
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                ranLow(sku()); // has to be asked about
                                return ears.beats() >= beats + 3
                                        && Long.parseLong(ears.lastId()) > from;
                            });
            assertThat(ears.heard()).isEmpty();
        }
    }
}
