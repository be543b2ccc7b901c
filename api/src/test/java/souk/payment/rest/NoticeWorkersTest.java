package souk.payment.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.rest.NoticeTable.Work;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of notices that were kept. */
@HttpTest
class NoticeWorkersTest {

    @Autowired Client client;
    @Autowired StubProvider provider;
    @Autowired NoticeTable notices;
    @Autowired NoticeWorkers workers;
    @Autowired JdbcTemplate jdbc;
    @Autowired MovableClock clock;
    @Autowired MeterRegistry meters;

    @BeforeEach
    void empty() {
        jdbc.update("delete from payment_inbox.notice");
        provider.behave();
    }

    private void arrives(String id, String object) {
        byte[] body = Signed.notice(id, object).getBytes(StandardCharsets.UTF_8);
        workers.receive(Notice.read(body), body);
    }

    private String statusOf(String notice) {
        return jdbc.queryForObject(
                "select status from payment_inbox.notice where id = ?", String.class, notice);
    }

    private void becomes(String status, String notice) {
        await().untilAsserted(() -> assertThat(statusOf(notice)).isEqualTo(status));
    }

    @Test
    void what_passes_is_tried_again() {
        var failures = new AtomicInteger(5);
        provider.before =
                _ -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new Rejected(new ServiceUnavailable("the event store"));
                    }
                };

        arrives("evt_1", "cs_1");

        becomes("DONE", "evt_1");
        assertThat(provider.notices).hasSize(6);
    }

    @Test
    void what_is_refused_is_parked_seen_and_tried_again_when_an_admin_says_so() {
        provider.before =
                _ -> {
                    throw new Rejected(new NoticeContradicts("another currency"));
                };
        arrives("evt_1", "cs_1");
        becomes("PARKED", "evt_1");
        assertThat(provider.notices).hasSize(1);
        assertThat(meters.get("souk.payment.notices").tag("status", "parked").gauge().value())
                .isOne();

        Reply parked =
                client.get("/api/admin/payment-notices?status=PARKED&total=true", client.admin());
        assertThat(parked.json().at("/items/0/id").asString()).isEqualTo("evt_1");
        assertThat(parked.json().at("/items/0/reason").asString())
                .isEqualTo("notice_contradicts: The notice does not fit: another currency.");
        assertThat(parked.json().at("/total").asInt()).isOne();
        assertThat(parked.json().at("/items/0").has("body")).isFalse();

        provider.behave();
        Reply retried = client.post("/api/admin/payment-notices/evt_1/retry", "", client.admin());
        assertThat(retried.status()).isEqualTo(200);
        becomes("DONE", "evt_1");
        assertThat(client.post("/api/admin/payment-notices/evt_1/retry", "", client.admin()))
                .extracting(reply -> reply.json().path("code").asString())
                .isEqualTo("notice_done");
        assertThat(client.post("/api/admin/payment-notices/evt_2/retry", "", client.admin()))
                .extracting(Reply::status)
                .isEqualTo(404);
    }

    @Test
    void what_nobody_understands_is_parked_in_the_end() {
        provider.before =
                _ -> {
                    throw new IllegalStateException("odd");
                };

        arrives("evt_1", "cs_1");

        becomes("PARKED", "evt_1");
        assertThat(provider.notices).hasSize(3);
    }

    @Test
    void those_about_one_object_are_worked_off_one_by_one_as_they_came() {
        var failures = new AtomicInteger(2);
        provider.before =
                notice -> {
                    if (notice.notice().equals("evt_1") && failures.getAndDecrement() > 0) {
                        throw new Rejected(new ServiceUnavailable("the event store"));
                    }
                };

        arrives("evt_1", "cs_1");
        arrives("evt_2", "cs_1");
        arrives("evt_3", "cs_1");

        becomes("DONE", "evt_3");
        assertThat(provider.names()).containsExactly("evt_1", "evt_1", "evt_1", "evt_2", "evt_3");
    }

    @Test
    void one_that_takes_long_does_not_hold_up_those_about_others() {
        var end = new CountDownLatch(1);
        provider.before =
                notice -> {
                    if (notice.notice().equals("evt_1")) {
                        awaitQuietly(end);
                    }
                };

        arrives("evt_1", "cs_1");
        arrives("evt_2", "cs_1");
        arrives("evt_3", "cs_2");

        becomes("DONE", "evt_3");
        assertThat(statusOf("evt_2")).isEqualTo("WAITING");
        end.countDown();
        becomes("DONE", "evt_2");
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void what_a_process_that_died_has_left_is_taken_over_when_its_lease_ends() {
        byte[] body = Signed.notice("evt_1", "cs_1").getBytes(StandardCharsets.UTF_8);
        jdbc.update(
                """
                insert into payment_inbox.notice (id, object, type, livemode, created, body, received_at,
                    next_at, attempts, leased_to)
                values ('evt_1', 'cs_1', 'x', false, now(), ?, now(), now(), 1, ?)
                """,
                body,
                java.sql.Timestamp.from(clock.instant().plus(Duration.ofMinutes(1))));
        arrives("evt_2", "cs_2");
        becomes("DONE", "evt_2");
        assertThat(statusOf("evt_1")).isEqualTo("WAITING");

        var end = new CountDownLatch(1);
        provider.before = _ -> awaitQuietly(end);
        clock.moveOn(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(provider.names()).containsExactly("evt_2", "evt_1"));
        // who comes back from the dead has nothing to say any more
        var late = new Work("evt_1", "cs_1", body, 1);
        notices.done(List.of(late), clock.instant());
        assertThat(statusOf("evt_1")).isEqualTo("WAITING");
        assertThat(notices.park(late, clock.instant(), "late")).isFalse();
        end.countDown();
        becomes("DONE", "evt_1");
    }

    @Test
    void one_that_somebody_works_on_stays_his_when_an_admin_wants_it_tried_again() {
        byte[] body = Signed.notice("evt_1", "cs_1").getBytes(StandardCharsets.UTF_8);
        var leased = new Work("evt_1", "cs_1", body, 2);
        jdbc.update(
                """
                insert into payment_inbox.notice (id, object, type, livemode, created, body, received_at,
                    next_at, attempts, leased_to)
                values ('evt_1', 'cs_1', 'x', false, now(), ?, now(), now(), 2, ?)
                """,
                body,
                java.sql.Timestamp.from(clock.instant().plus(Duration.ofMinutes(1))));

        Reply retried = client.post("/api/admin/payment-notices/evt_1/retry", "", client.admin());

        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.json().path("attempts").asInt()).isEqualTo(2);
        notices.done(List.of(leased), clock.instant());
        assertThat(statusOf("evt_1")).isEqualTo("DONE");
        assertThat(provider.notices).isEmpty();
    }

    @Test
    void what_is_parked_says_nothing_any_more_after_a_month() {
        provider.before =
                _ -> {
                    throw new Rejected(new NoticeContradicts("another currency"));
                };
        arrives("evt_1", "cs_1");
        becomes("PARKED", "evt_1");
        workers.prune();
        assertThat(lengthOfBody()).isPositive();

        clock.moveOn(Duration.ofDays(31));
        workers.prune();

        assertThat(statusOf("evt_1")).isEqualTo("PARKED");
        assertThat(lengthOfBody()).isZero();
        client.post("/api/admin/payment-notices/evt_1/retry", "", client.admin())
                .isProblem(409, "notice_forgotten");
        assertThat(statusOf("evt_1")).isEqualTo("PARKED");
    }

    private int lengthOfBody() {
        return jdbc.queryForObject("select length(body) from payment_inbox.notice", Integer.class);
    }

    @Test
    void what_is_done_is_thrown_away_after_a_month() {
        arrives("evt_1", "cs_1");
        becomes("DONE", "evt_1");
        workers.prune();
        assertThat(statusOf("evt_1")).isEqualTo("DONE");

        clock.moveOn(Duration.ofDays(31));
        workers.prune();

        assertThat(jdbc.queryForObject("select count(*) from payment_inbox.notice", Integer.class))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "-1", "1.5", "9999999999999999999", "\0", "1 "})
    void are_listed_by_cursors_that_are_numbers(String after) {
        String forged = Client.forgedCursor(after, "/api/admin/payment-notices");

        client.get("/api/admin/payment-notices?cursor=" + forged, client.admin())
                .isProblem(400, "invalid_cursor");
    }

    @Test
    void is_for_admins() {
        assertThat(client.get("/api/admin/payment-notices").status()).isEqualTo(401);
    }
}
