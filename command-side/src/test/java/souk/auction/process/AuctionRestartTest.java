package souk.auction.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.auction.command.AuctionHouse.bid;
import static souk.auction.command.AuctionHouse.euros;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.account.AccountId;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionSettled;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionRejection.AuctionClosed;
import souk.auction.AuctionView;
import souk.auction.command.AuctionHouse;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderEvent.OrderPlaced;
import souk.payment.PaymentId;
import souk.platform.postgres.TestPostgres;
import souk.platform.process.MovableClock;
import souk.platform.process.ProcessNode;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A process that goes away between two steps, and another that comes up over the same database. */
class AuctionRestartTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final String database = TestPostgres.freshDatabase();
    private final Clock ofOthers = GenericEventMessage.clock;
    private Duration ahead = Duration.ZERO;
    private ConfigurableApplicationContext process;
    private AuctionHouse house;

    /** Later by so much than when the one before was stopped. */
    private void start(Duration later) {
        ahead = ahead.plus(later);
        process =
                new SpringApplicationBuilder(ProcessNode.Node.class)
                        .web(WebApplicationType.NONE)
                        .initializers(
                                it ->
                                        it.addBeanFactoryPostProcessor(
                                                beans ->
                                                        beans.addBeanPostProcessor(
                                                                new Ahead(ahead))))
                        .properties(
                                "spring.datasource.url=" + database,
                                "axon.axonserver.enabled=false",
                                "axon.timeout.enabled=false",
                                "axon.update-check.disabled=true",
                                "souk.process.first-retry=20ms",
                                "souk.process.longest-retry=50ms")
                        .run();
        house =
                new AuctionHouse(
                        process.getBean(CommandBus.class),
                        process.getBean(EventStore.class),
                        process.getBean(MovableClock.class));
    }

    /** So that nothing is decided by a clock that is to be moved only afterwards. */
    private record Ahead(Duration by)
            implements org.springframework.beans.factory.config.BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof MovableClock clock) {
                clock.moveOn(by);
            }
            return bean;
        }
    }

    @AfterEach
    void leaveAsItWas() {
        stop();
        GenericEventMessage.clock = ofOthers;
    }

    private void stop() {
        process.close();
    }

    private void restart(Duration later) {
        stop();
        start(later);
    }

    private void planned(int errands) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                process.getBean(JdbcTemplate.class)
                                                        .queryForObject(
                                                                "select count(*) from"
                                                                    + " scheduling.scheduled_tasks",
                                                                Integer.class))
                                        .isEqualTo(errands));
    }

    private AuctionAwarded awarded(AuctionView auction, int rank) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(house.historyOf(auction.id(), AuctionAwarded.class))
                                        .hasSize(rank));
        return house.historyOf(auction.id(), AuctionAwarded.class).getLast();
    }

    @Test
    void nothing_of_it_is_lost() {
        start(Duration.ZERO);
        AuctionView auction = house.open(HOUR);
        AccountId second = house.somebody();
        AccountId winner = house.somebody();
        house.done(bid(auction.id(), second, 2_000));
        house.done(bid(auction.id(), winner, 5_000));
        planned(1);

        // it should have closed while nobody was there
        restart(HOUR.plus(HOUR));
        assertThat(AuctionHouse.refusalIn(house.send(bid(auction.id(), second, 9_000))))
                .isEqualTo(new AuctionClosed());
        AuctionAwarded first = awarded(auction, 1);
        assertThat(first.bidder()).isEqualTo(winner);
        assertThat(house.historyOf(first.orderId(), OrderPlaced.class)).hasSize(1);

        // between an order that is cancelled and the next who gets it
        house.done(new CancelOrder(first.orderId(), null, "not wanted"));
        restart(Duration.ZERO);
        AuctionAwarded next = awarded(auction, 2);
        assertThat(next.bidder()).isEqualTo(second);
        assertThat(next.price()).isEqualTo(euros(2_000));

        // between money and the shelf
        house.done(
                new ConfirmPayment(
                        next.orderId(), PaymentId.of(next.orderId().value()), "tx", next.price()));
        restart(Duration.ZERO);
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(house.historyOf(auction.id(), AuctionSettled.class))
                                        .hasSize(1));
        assertThat(house.historyOf(auction.id(), AwardLapsed.class)).hasSize(1);
        assertThat(house.shelf(auction.sku())).isEqualTo(new AuctionHouse.Shelf(0, Map.of()));
    }
}
