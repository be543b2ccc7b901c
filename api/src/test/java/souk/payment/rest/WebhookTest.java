package souk.payment.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.rest.NoticeRejection.BadSignature;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Notices over HTTP, as providers send them. */
@HttpTest
class WebhookTest {

    private static final String PATH = "/api/payments/webhook";
    private static final String SECRET = "new secret";
    private static final String NOTICE = Signed.notice("evt_1", "cs_1");

    @Autowired Client client;
    @Autowired StubProvider provider;
    @Autowired JdbcTemplate jdbc;
    @Autowired MovableClock clock;
    @Autowired WebhookController webhook;

    @BeforeEach
    void empty() {
        jdbc.update("delete from payment_inbox.notice");
        provider.behave();
        clock.moveOn(
                Duration.ofMinutes(1)); // who has guessed wrong in another test may guess again
    }

    /** What was taken is worked off afterwards, and would be while the next test runs. */
    @AfterEach
    void letWorkEnd() {
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    private int waiting() {
        return jdbc.queryForObject(
                "select count(*) from payment_inbox.notice where status = 'WAITING'",
                Integer.class);
    }

    private Reply tell(String body, String signature) {
        return client.send(
                "POST",
                PATH,
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json; charset=utf-8",
                Signature.HEADER,
                signature);
    }

    private Reply tell(String body) {
        return tell(body, Signed.by(SECRET, clock.instant(), body));
    }

    private void mustBeRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asString()).isEqualTo("bad_signature");
        assertThat(kept()).isZero();
    }

    private int kept() {
        return jdbc.queryForObject("select count(*) from payment_inbox.notice", Integer.class);
    }

    private String statusOf(String notice) {
        return jdbc.queryForObject(
                "select status from payment_inbox.notice where id = ?", String.class, notice);
    }

    @Nested
    class ASignedNotice {

        @Test
        void is_kept_and_worked_off_as_it_was_written() {
            assertThat(tell(NOTICE).status()).isEqualTo(200);

            await().untilAsserted(() -> assertThat(statusOf("evt_1")).isEqualTo("DONE"));
            assertThat(provider.notices).hasSize(1);
            var command = provider.notices.getFirst();
            assertThat(command.getPayload()).isEqualTo(new ReceiveNotice("cs_1", "evt_1", NOTICE));
            assertThat(command.getMetaData())
                    .containsEntry(MessageKeys.ACTOR, "system")
                    .containsEntry(MessageKeys.CORRELATION_ID, "evt_1");
        }

        @Test
        void told_again_is_taken_and_not_worked_off_again() {
            tell(NOTICE);
            await().untilAsserted(() -> assertThat(statusOf("evt_1")).isEqualTo("DONE"));

            assertThat(tell(NOTICE).status()).isEqualTo(200);

            assertThat(statusOf("evt_1")).isEqualTo("DONE");
            assertThat(provider.notices).hasSize(1);
        }

        @Test
        void told_fifty_times_at_once_is_one() throws Exception {
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                var replies =
                        senders.invokeAll(
                                Stream.<Callable<Reply>>generate(() -> () -> tell(NOTICE))
                                        .limit(50)
                                        .toList());
                for (var reply : replies) {
                    assertThat(reply.get().status()).isEqualTo(200);
                }
            }

            await().untilAsserted(() -> assertThat(statusOf("evt_1")).isEqualTo("DONE"));
            assertThat(kept()).isOne();
            assertThat(provider.notices).hasSize(1);
        }

        @Test
        void is_known_by_the_old_secret_too() {
            String signature = Signed.by("old secret", clock.instant(), NOTICE);

            assertThat(tell(NOTICE, signature).status()).isEqualTo(200);
        }

        @Test
        void may_be_signed_with_several_secrets_while_one_replaces_another() {
            Instant now = clock.instant();
            String signature =
                    "t=%d,v0=abc,v1=%s,v1=%s"
                            .formatted(
                                    now.getEpochSecond(),
                                    Signed.hash("unknown secret", now, NOTICE),
                                    Signed.hash(SECRET, now, NOTICE));

            assertThat(tell(NOTICE, signature).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"object\": \"balance\", \"livemode\": false}",
                    "{\"id\": null}",
                    "{\"id\": 7}",
                    "null"
                })
        void about_what_has_no_name_is_about_itself(String object) {
            String notice =
                    """
                    {"id": "evt_1", "type": "balance.available", "created": 1,
                     "data": {"object": %s}}
                    """
                            .formatted(object);

            assertThat(tell(notice).status()).isEqualTo(200);

            await().untilAsserted(() -> assertThat(statusOf("evt_1")).isEqualTo("DONE"));
            assertThat(provider.notices.getFirst().getPayload())
                    .isEqualTo(new ReceiveNotice("evt_1", "evt_1", notice));
        }

        @Test
        void may_be_five_minutes_old_or_ahead() {
            Duration almost = Duration.ofSeconds(290);

            assertThat(tell(NOTICE, Signed.by(SECRET, clock.instant().minus(almost), NOTICE)))
                    .extracting(Reply::status)
                    .isEqualTo(200);
            assertThat(tell(NOTICE, Signed.by(SECRET, clock.instant().plus(almost), NOTICE)))
                    .extracting(Reply::status)
                    .isEqualTo(200);
        }
    }

    @Nested
    class WithAnIdempotencyKey {

        private Reply tellKeyed(String path, String signature) {
            return client.send(
                    "POST",
                    path,
                    BodyPublishers.ofString(NOTICE),
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    "key of a notice",
                    Signature.HEADER,
                    signature);
        }

        private int keptKeys() {
            return jdbc.queryForObject("select count(*) from http.request", Integer.class);
        }

        @Test
        void each_is_judged_by_its_own_signature_and_nothing_is_kept_of_the_key() {
            int before = keptKeys();
            String good = Signed.by(SECRET, clock.instant(), NOTICE);

            assertThat(tellKeyed(PATH, good).status()).isEqualTo(200);
            assertThat(tellKeyed(PATH, "t=1,v1=" + "a".repeat(64)).status()).isEqualTo(400);
            assertThat(tellKeyed("/api/payments/web%68ook", "none").status()).isEqualTo(400);

            assertThat(keptKeys()).isEqualTo(before);
        }
    }

    @Nested
    class IsRefused {

        @Test
        void without_a_signature() {
            mustBeRefused(client.post(PATH, NOTICE));
        }

        @Test
        void with_somebody_elses_signature() {
            mustBeRefused(tell(NOTICE, Signed.by("their secret", clock.instant(), NOTICE)));
        }

        @Test
        void with_the_signature_of_something_else() {
            String other = Signed.notice("evt_2", "cs_1");

            mustBeRefused(tell(other, Signed.by(SECRET, clock.instant(), NOTICE)));
        }

        @Test
        void when_it_was_written_in_another_way_since() {
            mustBeRefused(
                    tell(NOTICE.replace(" ", ""), Signed.by(SECRET, clock.instant(), NOTICE)));
        }

        @Test
        void when_it_was_signed_last_week() {
            Instant lastWeek = clock.instant().minus(Duration.ofDays(7));

            mustBeRefused(tell(NOTICE, Signed.by(SECRET, lastWeek, NOTICE)));
        }

        @Test
        void when_it_was_signed_in_the_future() {
            Instant future = clock.instant().plus(Duration.ofSeconds(310));

            mustBeRefused(tell(NOTICE, Signed.by(SECRET, future, NOTICE)));
        }

        @Test
        void with_half_a_signature() {
            Stream.of("", "t=", "v1=", "t=1,v1=zz", "t=99999999999999999999,v1=" + "a".repeat(64))
                    .forEach(signature -> mustBeRefused(tell(NOTICE, signature)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "t=now", "t=now,v1=zz", "t=1,v1=$", "v1=$"})
        void unread_where_its_signature_can_not_be_good(String signature) {
            String header =
                    signature
                            .replace("now", "" + clock.instant().getEpochSecond())
                            .replace("$", "a".repeat(64));
            var unreadable =
                    new MockHttpServletRequest("POST", PATH) {
                        @Override
                        public ServletInputStream getInputStream() {
                            throw new AssertionError("has been read");
                        }
                    };

            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(
                            () ->
                                    webhook.receive(
                                            header, unreadable, new MockHttpServletResponse()))
                    .satisfies(
                            refused ->
                                    assertThat(refused.rejection())
                                            .isInstanceOf(BadSignature.class));
        }

        @Test
        void too_often_from_one_place_but_never_where_it_is_signed() {
            String bad = Signed.by("their secret", clock.instant(), NOTICE);
            Reply last = tell(NOTICE, bad);
            for (int i = 0; i < 200 && last.status() == 400; i++) {
                last = tell(NOTICE, bad);
            }

            last.isProblem(429, "rate_limited");
            assertThat(last.header("RateLimit-Policy")).startsWith("\"bad-signatures\";q=120");
            assertThat(last.header("Retry-After")).isEqualTo("1");
            assertThat(tell(NOTICE, "").status()).isEqualTo(429);
            assertThat(tell(NOTICE).status()).isEqualTo(200);

            clock.moveOn(Duration.ofMinutes(1));
            assertThat(tell(NOTICE, "").status()).isEqualTo(400);
        }

        @Test
        void when_it_is_huge() {
            String huge = "{\"id\": \"" + "x".repeat(2_000_000) + "\"}";
            byte[] bytes = huge.getBytes(StandardCharsets.UTF_8);
            String signature = Signed.by(SECRET, clock.instant(), huge);

            assertThat(tell(huge, signature).status()).isEqualTo(413);
            assertThat(client.stream(PATH, bytes, Signature.HEADER, signature).status())
                    .isEqualTo(413);
            assertThat(kept()).isZero();
        }

        @Test
        void when_it_is_no_json_although_signed() {
            assertThat(tell("hello").json().path("code").asString()).isEqualTo("malformed_json");
            assertThat(kept()).isZero();
        }

        @Test
        void when_it_has_no_name_although_signed() {
            Reply reply = tell("{\"type\": \"x\", \"created\": 1}");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo("id");
            assertThat(kept()).isZero();
        }
    }
}
