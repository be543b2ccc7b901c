package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.platform.postgres.TestPostgres;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The clock of the house is set on by an hour with everybody in it, and back again with all but
 * those who buy.
 */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@Import({SettableClock.Hung.class, CheapPasswords.class})
@DirtiesContext // and with it the clock
class ClockJumpTest {

    private static final int SOME = 60;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What ends within half an hour: an order that nobody pays, an auction without a bid. */
    private record Due(Buyer buyer, String order, String auction) {}

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired SettableClock clock;
    @Autowired JdbcTemplate jdbc;

    private Members members;
    private Crowd crowd;
    private Saleroom room;

    private Due begin() {
        Buyer buyer = Buyer.patient(shop()).with(crowd.shelves.sku("BOWL"), 1);
        String order = Buyer.id(buyer.checkOut());
        var due = new Due(buyer, order, room.open(clock.instant().plus(HOUR.dividedBy(2))));
        await().atMost(PATIENCE).until(() -> status(due), "PLACED"::equals);
        return due;
    }

    private URI shop() {
        return URI.create("http://localhost:" + port);
    }

    private String status(Due due) {
        return due.buyer().status(due.order());
    }

    private void mustEnd(Due due) {
        await().atMost(PATIENCE).until(() -> status(due), "CANCELLED"::equals);
        room.until(due.auction(), it -> it.get("state").stringValue().equals("UNSOLD"));
    }

    /**
     * With nothing under way that comes again in a moment, which only buyers leave: where the clock
     * has gone back, it comes later by as much.
     */
    private void jumpBack(Duration by) throws Exception {
        crowd.leave();
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> soon() == 0);
        crowd.comeInButBuyers();
        jump(by.negated());
        crowd.buyersComeIn();
    }

    private int soon() {
        return jdbc.queryForObject(
                """
                select (select count(*) from payment_inbox.notice where status = 'WAITING')
                     + (select count(*) from scheduling.scheduled_tasks
                         where task_name = 'errand' and execution_time < ?)
                """,
                Integer.class,
                clock.instant().plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC));
    }

    private void jump(Duration by) {
        clock.goOn(by);
        crowd.tally.awaitAnswered(SOME);
        var http = new Shopper(shop());
        String token = "{\"refreshToken\": \"%s\"}".formatted(members.join().refreshToken());
        assertThat(http.post("/api/auth/refresh", token).status()).isEqualTo(200);
    }

    private void mustHaveEndedOnce(Due due, Auditor auditor) {
        assertThat(types(auditor, "orders/" + due.order()))
                .containsOnlyOnce("order.OrderCancelled");
        assertThat(types(auditor, "auctions/" + due.auction()))
                .containsOnlyOnce("auction.AuctionUnsold");
    }

    private static List<String> types(Auditor auditor, String of) {
        return auditor.history(of).stream().map(it -> it.get("type").stringValue()).toList();
    }

    @Test
    void what_is_due_happens_once_and_everybody_goes_on() throws Exception {
        members = new Members(shop(), settings.getRequiredProperty("souk.admin.email"));
        crowd = new Crowd(shop(), members);
        var inspection = new Inspection(shop(), members, crowd);
        Instant before = clock.instant();
        crowd.mayBeTooLate();
        crowd.comeIn();
        crowd.tally.awaitAnswered(SOME);
        room = new Saleroom(shop(), members, "RETAILER");
        Due first = begin();

        jump(HOUR);
        mustEnd(first);
        room = new Saleroom(shop(), members, "RETAILER");
        Due second = begin();
        Member mia = members.join();

        jumpBack(HOUR);
        assertThat(status(first)).isEqualTo("CANCELLED");
        assertThat(status(second)).isEqualTo("PLACED");
        assertThat(new Shopper(shop()).get("/api/me", mia.token()).status()).isIn(200, 401);
        assertThat(members.login(mia).id()).isEqualTo(mia.id());

        jump(HOUR.multipliedBy(2));
        mustEnd(second);

        jumpBack(HOUR.multipliedBy(2));
        crowd.leave();
        inspection.mustFindEverythingInOrder(2);
        var auditor = new Auditor(shop(), members);
        mustHaveEndedOnce(first, auditor);
        mustHaveEndedOnce(second, auditor);
        assertThat(clock.instant()).isBetween(before, before.plus(HOUR.dividedBy(2)));
    }
}
