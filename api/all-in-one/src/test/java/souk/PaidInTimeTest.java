package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.payment.PaymentEvent.SessionExpired;
import souk.platform.postgres.TestPostgres;

import java.net.URI;
import java.time.Duration;

/** Orders whose time to pay is over before anybody has told whether they are paid. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@Import({SettableClock.Hung.class, CheapPasswords.class})
@DirtiesContext // and with it the clock
class PaidInTimeTest {

    private static final Duration TIME_TO_PAY = Duration.ofMinutes(30);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired SettableClock clock;
    @Autowired JdbcClient database;
    @Autowired EventStore events;

    private Shelves shelves;
    private Buyer buyer;
    private String order;

    @BeforeEach
    void order() {
        URI shop = URI.create("http://localhost:" + port);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "MUG");
        buyer = new Buyer(shop).with(shelves.sku("MUG"), 1);
        order = Buyer.id(buyer.checkOut());
    }

    private void until(String status) {
        await().atMost(PATIENCE).until(() -> buyer.status(order), status::equals);
    }

    private boolean isToExpireAgain() {
        return database.sql(
                                """
                                select count(*) from scheduling.scheduled_tasks
                                 where task_name = 'errand' and consecutive_failures > 0
                                   and position(convert_to(?, 'UTF8') in task_data) > 0
                                """)
                        .param(order)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private long closed() {
        return events.readEvents(order.replace("ord_", "pay_"), 0)
                .asStream()
                .filter(it -> it.getPayloadType() == SessionExpired.class)
                .count();
    }

    @Test
    void are_kept_where_the_notice_of_money_comes_late() {
        Reply paid =
                buyer.act(
                        buyer.askToPay(order),
                        "{\"action\": \"PAY\", \"delayMillis\": %d}".formatted(LATER.toMillis()));
        assertThat(paid.status()).isEqualTo(200);

        clock.goOn(TIME_TO_PAY);
        await().atMost(PATIENCE).until(this::isToExpireAgain);
        assertThat(buyer.status(order)).isEqualTo("PLACED");
        clock.goOn(LATER);

        until("PAID");
        await().atMost(PATIENCE).until(() -> !isToExpireAgain());
        assertThat(buyer.status(order)).isEqualTo("PAID");
        shelves.logInAgain();
        assertThat(shelves.look("MUG").get("onHand").intValue()).isEqualTo(Shelves.PLENTY - 1);
    }

    @Test
    void are_given_up_where_nobody_was_asked_to_pay() {
        clock.goOn(TIME_TO_PAY);

        until("CANCELLED");
    }

    @Test
    void are_given_up_once_nobody_can_pay_any_more() {
        Reply asked = buyer.askToPay(order);

        clock.goOn(TIME_TO_PAY);

        until("CANCELLED");
        assertThat(closed()).isEqualTo(1);
        assertThat(buyer.act(asked, "{\"action\": \"PAY\"}").status()).isEqualTo(409);
        assertThat(buyer.act(asked, "{\"action\": \"PAY_LATE\"}").status()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(
                        () -> buyer.order(order).json().at("/payment/status").asString(""),
                        "REFUNDED"::equals);
        assertThat(buyer.status(order)).isEqualTo("CANCELLED");
    }
}
