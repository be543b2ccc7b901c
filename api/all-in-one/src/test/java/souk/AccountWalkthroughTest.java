package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.account.Role;
import souk.platform.postgres.TestPostgres;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** People register, log in and are given roles: over HTTP, on a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class AccountWalkthroughTest {

    private static final String ACCOUNTS = "/api/admin/accounts";

    @LocalServerPort int port;
    @Autowired Environment settings;

    private Shopper http;
    private Members members;

    @BeforeEach
    void arrive() {
        URI shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
    }

    private static void isProblem(Reply reply, int status, String code) {
        assertThat(reply.json().path("code").asString()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    private Reply refresh(String token) {
        return http.post("/api/auth/refresh", "{\"refreshToken\": \"" + token + "\"}");
    }

    private static String nextOf(Reply reply) {
        return reply.json().get("refreshToken").stringValue();
    }

    @Test
    void registering_lets_one_log_in_at_once() {
        String email = UUID.randomUUID() + "@Example.org";
        Reply registered = members.register(email);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("ETag")).isEqualTo("\"0\"");
        assertThat(registered.header("Souk-Position")).isNotEmpty();
        assertThat(registered.json().get("email").stringValue()).isEqualTo(email);
        assertThat(registered.response().body()).doesNotContain("$2");

        Reply tokens = members.tryLogin(email.toLowerCase(), "battery staple");
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json().get("expiresIn").intValue()).isEqualTo(900);
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");

        Reply me =
                http.get(
                        "/api/me",
                        "Authorization",
                        "Bearer " + tokens.json().get("accessToken").stringValue());
        assertThat(me.json().get("id")).isEqualTo(registered.json().get("id"));
        assertThat(me.json().get("name").stringValue()).isEqualTo("Mia");
        assertThat(me.json().get("roles").toString()).isEqualTo("[\"CUSTOMER\"]");
        assertThat(me.json().get("seller").isNull()).isTrue();
    }

    @Test
    void registering_with_an_address_that_is_taken_is_refused() {
        Member mia = members.join();
        isProblem(members.register(mia.email()), 409, "email_taken");
        isProblem(members.register(mia.email().toUpperCase()), 409, "email_taken");
    }

    @Test
    void registering_at_once_with_the_same_address_lets_one_win() {
        for (int round = 0; round < 5; round++) {
            String email = UUID.randomUUID() + "@example.org";
            List<Reply> replies = AtOnce.send(4, () -> members.register(email));
            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 201)
                    .hasSize(3)
                    .allSatisfy(reply -> isProblem(reply, 409, "email_taken"));
        }
    }

    @Test
    void logging_in_with_a_wrong_password_or_address_is_refused_alike() {
        Member mia = members.join();
        Reply wrong = members.tryLogin(mia.email(), "battery stable");
        Reply nobody = members.tryLogin("nobody@example.org", "battery staple");
        isProblem(wrong, 401, "bad_credentials");
        isProblem(nobody, 401, "bad_credentials");
        assertThat(wrong.json().get("detail")).isEqualTo(nobody.json().get("detail"));
    }

    @Test
    void refreshing_gives_new_tokens_for_old() {
        Member mia = members.join();
        Reply refreshed = refresh(mia.refreshToken());
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(nextOf(refreshed)).isNotEqualTo(mia.refreshToken());
        assertThat(refresh(nextOf(refreshed)).status()).isEqualTo(200);
    }

    @Test
    void refreshing_twice_with_the_same_token_ends_the_session() {
        Member mia = members.join();
        String next = nextOf(refresh(mia.refreshToken()));
        isProblem(refresh(mia.refreshToken()), 401, "invalid_refresh_token");
        isProblem(refresh(next), 401, "invalid_refresh_token");
        assertThat(members.login(mia).accessToken()).isNotEmpty();
    }

    @Test
    void refreshing_at_once_with_the_same_token_works_once() {
        Member mia = members.join();
        List<Reply> replies = AtOnce.send(4, () -> refresh(mia.refreshToken()));
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> isProblem(reply, 401, "invalid_refresh_token"));
    }

    @Test
    void refreshing_with_the_same_key_gives_the_same_tokens_again() {
        Member mia = members.join();
        String body = "{\"refreshToken\": \"" + mia.refreshToken() + "\"}";
        String key = UUID.randomUUID().toString();
        Reply first = http.post("/api/auth/refresh", body, "Idempotency-Key", key);
        Reply again = http.post("/api/auth/refresh", body, "Idempotency-Key", key);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Cache-Control")).isEqualTo("no-store");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(refresh(nextOf(again)).status()).isEqualTo(200);
    }

    @Test
    void refreshing_with_what_never_was_a_token_is_refused() {
        Member mia = members.join();
        String other = mia.refreshToken().replaceAll("....$", "AAAA");
        isProblem(refresh(other), 401, "invalid_refresh_token");
        isProblem(refresh("nonsense"), 401, "invalid_refresh_token");
        isProblem(
                refresh("ses_01hzy00000000000000000000a" + other.substring(30)),
                401,
                "invalid_refresh_token");
        assertThat(refresh(mia.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void logging_out_ends_the_session_by_its_refresh_token() {
        Member mia = members.join();
        String body = "{\"refreshToken\": \"" + mia.refreshToken() + "\"}";
        assertThat(http.post("/api/auth/logout", body).status()).isEqualTo(204);
        isProblem(refresh(mia.refreshToken()), 401, "invalid_refresh_token");
    }

    @Test
    void logging_out_ends_the_session_by_its_access_token() {
        Member mia = members.join();
        assertThat(http.post("/api/auth/logout", "{}", mia.token()).status()).isEqualTo(204);
        isProblem(refresh(mia.refreshToken()), 401, "invalid_refresh_token");
    }

    @Test
    void logging_out_of_nobody_is_refused() {
        isProblem(http.post("/api/auth/logout", "{}"), 401, "unauthenticated");
    }

    @Test
    void roles_are_changed_by_admins_and_older_tokens_end_at_once() {
        Member mia = members.join();
        isProblem(http.get(ACCOUNTS, mia.token()), 403, "forbidden");

        Reply changed = members.give(mia.id(), Role.ADMIN);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        isProblem(http.get("/api/me", mia.token()), 401, "unauthenticated");

        Reply refreshed = refresh(mia.refreshToken());
        String token = "Bearer " + refreshed.json().get("accessToken").stringValue();
        assertThat(http.get(ACCOUNTS, "Authorization", token).status()).isEqualTo(200);

        members.give(mia.id(), Role.CUSTOMER);
        isProblem(http.get(ACCOUNTS, "Authorization", token), 401, "unauthenticated");
    }

    @Test
    void roles_of_nobody_are_not_changed() {
        Reply reply =
                http.put(
                        ACCOUNTS + "/acc_01hzy00000000000000000000a/roles",
                        "{\"roles\": []}",
                        members.admin().token());
        isProblem(reply, 404, "account_not_found");
    }

    @Test
    void roles_are_changed_at_the_version_that_was_seen() {
        Member mia = members.join();
        members.give(mia.id(), Role.AUDITOR);
        Reply late =
                http.put(
                        ACCOUNTS + "/" + mia.id() + "/roles",
                        "{\"roles\": []}",
                        members.admin().tokenAnd("If-Match", "\"0\""));
        isProblem(late, 412, "version_mismatch");
    }

    @Test
    void listing_finds_by_address_and_role() {
        Member mia = members.join();
        Reply given = members.give(mia.id(), Role.ANALYST);
        String[] admin = members.admin().tokenAnd("Souk-Position", given.header("Souk-Position"));

        Reply found = http.get(ACCOUNTS + "?email=" + mia.email().substring(0, 20), admin);
        assertThat(found.json().get("items").valueStream())
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.get("id").stringValue()).isEqualTo(mia.id());
                            assertThat(item.get("roles").toString())
                                    .isEqualTo("[\"CUSTOMER\",\"ANALYST\"]");
                        });
        assertThat(
                        http.get(ACCOUNTS + "?role=ANALYST&total=true", admin)
                                .json()
                                .get("total")
                                .longValue())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void listing_goes_page_by_page_in_any_order() {
        members.join();
        Member last = members.join();
        Reply given = members.give(last.id(), Role.AUDITOR);
        String[] admin = members.admin().tokenAnd("Souk-Position", given.header("Souk-Position"));
        for (String sort : List.of("createdAt", "-createdAt", "email", "-email")) {
            Reply all = http.get(ACCOUNTS + "?limit=100&sort=" + sort, admin);
            Reply first = http.get(ACCOUNTS + "?limit=1&sort=" + sort, admin);
            String cursor = first.json().get("nextCursor").stringValue();
            Reply second =
                    http.get(ACCOUNTS + "?limit=1&sort=" + sort + "&cursor=" + cursor, admin);
            assertThat(first.json().at("/items/0")).isEqualTo(all.json().at("/items/0"));
            assertThat(second.json().at("/items/0")).isEqualTo(all.json().at("/items/1"));
        }
        isProblem(http.get(ACCOUNTS + "?sort=password", admin), 400, "invalid_input");
    }
}
