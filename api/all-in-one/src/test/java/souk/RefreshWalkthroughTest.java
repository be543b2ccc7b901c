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

/** Whoever is told to try a refresh again does so and stays logged in. */
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
    private Member mia;

    @BeforeEach
    void log_in() {
        URI shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        mia = new Members(shop, settings.getRequiredProperty("souk.admin.email")).join();
    }

    private Reply refresh(String token) {
        return http.post("/api/auth/refresh", "{\"refreshToken\": \"" + token + "\"}");
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
}
