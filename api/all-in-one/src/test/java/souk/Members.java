package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Shopper.Reply;
import souk.account.Role;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** People with accounts, for tests of whatever needs some: all of it over HTTP. */
final class Members {

    /** For {@code @SpringBootTest(properties = …)}: who the first administrator is. */
    static final String ADMIN_EMAIL = "souk.admin.email=boss@example.org";

    static final String ADMIN_PASSWORD = "souk.admin.password=correct horse";

    static final String PASSWORD = "battery staple";

    /** Somebody who has logged in. */
    record Member(String id, String email, String accessToken, String refreshToken) {

        /** To be sent with each request. */
        String[] token() {
            return new String[] {"Authorization", "Bearer " + accessToken};
        }

        String[] tokenAnd(String... headers) {
            String[] all = Arrays.copyOf(headers, headers.length + 2);
            System.arraycopy(token(), 0, all, headers.length, 2);
            return all;
        }
    }

    private final Shopper http;
    private final String boss;

    Members(URI shop) {
        this(shop, "boss@example.org");
    }

    Members(URI shop, String boss) {
        this.http = new Shopper(shop);
        this.boss = boss;
    }

    Member admin() {
        return login(boss, "correct horse");
    }

    /** A new account with these roles; without any, a customer. */
    Member join(Role... roles) {
        String email = UUID.randomUUID() + "@example.org";
        Reply registered = register(email);
        assertThat(registered.status()).as(registered.response().body()).isEqualTo(201);
        if (roles.length > 0) {
            give(registered.json().get("id").stringValue(), roles);
        }
        return login(email, PASSWORD);
    }

    Reply register(String email) {
        return http.post(
                "/api/accounts",
                """
                {"email": "%s", "password": "%s", "name": "Mia"}
                """
                        .formatted(email, PASSWORD));
    }

    /** These roles, and CUSTOMER. */
    Reply give(String account, Role... roles) {
        Set<Role> all = new TreeSet<>(Arrays.asList(roles));
        all.add(Role.CUSTOMER);
        String names =
                all.stream().map(role -> "\"" + role + "\"").collect(Collectors.joining(","));
        Reply given =
                http.put(
                        "/api/admin/accounts/" + account + "/roles",
                        "{\"roles\": [" + names + "]}",
                        admin().token());
        assertThat(given.status()).as(given.response().body()).isEqualTo(200);
        return given;
    }

    /** Again, such as after a change of roles. */
    Member login(Member member) {
        return login(member.email(), PASSWORD);
    }

    private Member login(String email, String password) {
        Reply reply = inTheEnd(() -> tryLogin(email, password));
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        String access = reply.json().get("accessToken").stringValue();
        Reply me = inTheEnd(() -> http.get("/api/me", "Authorization", "Bearer " + access));
        assertThat(me.status()).as(me.response().body()).isEqualTo(200);
        return new Member(
                me.json().get("id").stringValue(),
                email,
                access,
                reply.json().get("refreshToken").stringValue());
    }

    /** Whoever is told to come again later does. */
    private static Reply inTheEnd(Callable<Reply> asked) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .until(asked, it -> it.status() != 503);
    }

    Reply tryLogin(String email, String password) {
        return http.post(
                "/api/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }
}
