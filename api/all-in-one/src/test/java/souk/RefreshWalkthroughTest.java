package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.account.AccountQuery.FindAccess;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;
import souk.platform.postgres.TestPostgres;

import java.net.URI;
import java.util.UUID;

/** Whoever lost the answer to a refresh, or was told to try again, does so and stays logged in. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class RefreshWalkthroughTest {

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired QueryBus queries;

    private Shopper http;
    private Members members;
    private Member mia;

    @BeforeEach
    void log_in() {
        URI shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        mia = members.join();
    }

    private Reply refresh(String token, String... headers) {
        return http.post("/api/auth/refresh", "{\"refreshToken\": \"" + token + "\"}", headers);
    }

    private static String nextOf(Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        return reply.json().get("refreshToken").stringValue();
    }

    private Registration nobodyTellsWhatAnAccountMayDo() {
        return queries.registerHandlerInterceptor(
                (work, chain) -> {
                    if (work.getMessage().getPayload() instanceof FindAccess) {
                        throw new Rejected(new ServiceUnavailable("the event store"));
                    }
                    return chain.proceed();
                });
    }

    @Test
    void a_refresh_that_fails_leaves_a_token_that_is_good_for_the_next_try() {
        Registration failing = nobodyTellsWhatAnAccountMayDo();
        try {
            Reply failed = refresh(mia.refreshToken());
            assertThat(failed.json().get("code").stringValue()).isEqualTo("service_unavailable");
            assertThat(failed.status()).isEqualTo(503);
        } finally {
            failing.cancel();
        }

        String next = nextOf(refresh(mia.refreshToken()));

        assertThat(refresh(next).status()).isEqualTo(200);
    }

    @Test
    void a_lost_answer_is_given_again_to_somebody_who_looks_different_by_now() {
        String key = UUID.randomUUID().toString();
        Reply lost = refresh(mia.refreshToken(), "Idempotency-Key", key, "User-Agent", "at home");

        Reply again =
                refresh(mia.refreshToken(), "Idempotency-Key", key, "User-Agent", "on the train");

        assertThat(nextOf(again)).isEqualTo(nextOf(lost));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(refresh(nextOf(again)).status()).isEqualTo(200);
    }

    @Test
    void a_key_says_the_same_thing_each_time() {
        String key = UUID.randomUUID().toString();
        String next = nextOf(refresh(mia.refreshToken(), "Idempotency-Key", key));

        Reply other =
                http.post(
                        "/api/auth/refresh",
                        "{\"refreshToken\":\"" + mia.refreshToken() + "\"}",
                        "Idempotency-Key",
                        key);

        assertThat(other.json().get("code").stringValue()).isEqualTo("idempotency_key_reused");
        assertThat(refresh(next).status()).isEqualTo(200);
    }

    @Test
    void a_key_that_somebody_else_has_used_is_another_one() {
        String key = UUID.randomUUID().toString();
        String his = nextOf(refresh(members.join().refreshToken(), "Idempotency-Key", key));

        String hers = nextOf(refresh(mia.refreshToken(), "Idempotency-Key", key));

        assertThat(hers).isNotEqualTo(his);
    }
}
