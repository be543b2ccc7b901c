package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.AccountView;
import souk.account.Role;
import souk.kernel.Rejected;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.platform.rest.StubAccounts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;

@HttpTest
class AccountControllerTest {

    private static final String ACCOUNTS = "/api/accounts";

    @Autowired Client client;
    @Autowired Neighbour neighbour;
    @Autowired StubAccounts accounts;
    @Autowired StubLooks looks;

    private final String email = UUID.randomUUID() + "@example.org";

    private Reply register(String... headers) {
        return client.post(
                ACCOUNTS,
                """
                {"email": " %s ", "password": "battery staple", "name": " Mia "}
                """
                        .formatted(email),
                headers);
    }

    @Nested
    class Registering {

        @Test
        void answers_with_the_account() {
            Reply reply = register();
            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            assertThat(reply.header("Location")).isEqualTo("/api/me");
            assertThat(reply.header("ETag")).isEqualTo("\"0\"");
            assertThat(reply.json().get("email").stringValue()).isEqualTo(email);
            assertThat(reply.text()).doesNotContain("assword", "$2");
        }

        @Test
        void again_with_the_same_key_gives_the_same_account() {
            Reply first = register("Idempotency-Key", email);
            Reply again = register("Idempotency-Key", email);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.json()).isEqualTo(first.json());
            register("Idempotency-Key", email + "2").isProblem(409, "email_taken");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'email': 'mia', 'password': 'battery staple', 'name': 'Mia'} | email |"
                            + " invalid_email",
                    "{'email': '@b.c', 'password': 'battery staple', 'name': 'Mia'} | email |"
                            + " invalid_email",
                    "{'email': 'a@b@c', 'password': 'battery staple', 'name': 'Mia'} | email |"
                            + " invalid_email",
                    "{'email': 'a@.b', 'password': 'battery staple', 'name': 'Mia'} | email |"
                            + " invalid_email",
                    "{'email': 'a b@c.d', 'password': 'battery staple', 'name': 'Mia'} | email |"
                            + " invalid_email",
                    "{'email': 'a\\u0000@c.d', 'password': 'battery staple', 'name': 'Mia'} | email"
                            + " | invalid_email",
                    "{'email': 5, 'password': 'battery staple', 'name': 'Mia'} | email |"
                            + " wrong_type",
                    "{'email': 'a@b.c', 'password': 'short', 'name': 'Mia'} | password |"
                            + " invalid_password",
                    "{'email': 'a@b.c', 'password': 'battery staple', 'name': '  '} | name |"
                            + " invalid_name",
                    "{'email': 'a@b.c', 'password': 'battery staple', 'name': 'a\\u0000'} | name |"
                            + " invalid_name",
                    "{'email': 'a@b.c', 'password': 'battery staple', 'name': 'a\\ud83d'} | name |"
                            + " invalid_name",
                    "{'email': 'a@b.c', 'password': 'battery staple', 'name': null} | name |"
                            + " required",
                    "{'email': 'a@b.c', 'name': 'Mia'} | password | required",
                    "{'email': 'a@b.c', 'password': 'battery staple', 'name': 'Mia', 'roles':"
                            + " ['ADMIN']} | roles | unknown_field"
                })
        void refuses_what_cannot_be(String body, String field, String code) {
            client.post(ACCOUNTS, body.replace('\'', '"'))
                    .isProblem(400, "invalid_input")
                    .names(field, code);
        }
    }

    @Nested
    class Logging_in {

        @Test
        void is_told_to_those_above() {
            AccountId mia = new AccountId(register().json().get("id").stringValue());
            Reply reply =
                    client.post(
                            "/api/auth/login",
                            "{\"email\": \"%s\", \"password\": \"battery staple\"}"
                                    .formatted(email));
            assertThat(reply.header("X-Merged")).isEqualTo("true");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(neighbour.loggedIn).contains(mia);
        }

        @Test
        void that_fails_is_told_to_nobody() {
            AccountId mia = new AccountId(register().json().get("id").stringValue());
            client.post(
                            "/api/auth/login",
                            "{\"email\": \"%s\", \"password\": \"wrong\"}".formatted(email))
                    .isProblem(401, "bad_credentials");
            assertThat(neighbour.loggedIn).doesNotContain(mia);
        }
    }

    @Nested
    class Leaving {

        @Test
        void while_he_logs_in_is_like_never_having_been_here() {
            register();
            accounts.before =
                    () -> {
                        throw new Rejected(new AccountNotFound());
                    };
            try {
                client.post(
                                "/api/auth/login",
                                "{\"email\": \"%s\", \"password\": \"battery staple\"}"
                                        .formatted(email))
                        .isProblem(401, "bad_credentials");
            } finally {
                accounts.before = () -> {};
            }
        }
    }

    @Nested
    class Me {

        @Test
        void is_for_those_who_have_logged_in() {
            client.get("/api/me").isProblem(401, "unauthenticated");
        }

        @Test
        void tells_what_others_know() {
            AccountId mia = new AccountId(register().json().get("id").stringValue());
            String[] token = client.login(email, "battery staple");
            Reply before = client.get("/api/me", token);
            assertThat(before.json().has("seller")).isTrue();
            assertThat(before.json().get("seller").isNull()).isTrue();
            assertThat(before.header("ETag")).isEmpty();

            neighbour.shops.put(mia, Map.of("name", "Mia's"));
            Reply after = client.get("/api/me", token);
            assertThat(after.json().at("/seller/name").stringValue()).isEqualTo("Mia's");
            assertThat(after.json().get("roles").toString()).isEqualTo("[\"CUSTOMER\"]");
        }
    }

    @Nested
    class A_list {

        private final AccountId named = new AccountId("acc_01hzy00000000000000000000a");
        private final AccountId addressed = new AccountId("acc_01hzy00000000000000000000b");
        private final AccountId erased = new AccountId("acc_01hzy00000000000000000000c");

        private static AccountView account(
                AccountId id, @Nullable String email, @Nullable String name) {
            return new AccountView(id, email, name, Set.of(Role.CUSTOMER), Instant.EPOCH, 0);
        }

        @Test
        void is_a_look_at_whoever_is_shown_by_name_or_address_and_at_nobody_erased() {
            String[] admin = client.admin();
            accounts.listed =
                    List.of(
                            account(named, null, "Mia"),
                            account(erased, null, null),
                            account(addressed, "mia@example.org", null));
            looks.targets.clear();
            try {
                Reply page = client.get("/api/admin/accounts", admin);
                assertThat(page.json().get("items")).as(page.text()).hasSize(3);
            } finally {
                accounts.listed = List.of();
            }
            assertThat(looks.targets).containsExactly("accounts " + named + " " + addressed);
        }
    }

    @Nested
    class Roles {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'roles': ['KING']} | roles[0] | unknown_value",
                    "{'roles': [0]} | roles[0] | unknown_value",
                    "{'roles': [null]} | roles[0] | required",
                    "{'roles': 'ADMIN'} | roles | wrong_type",
                    "{} | roles | required"
                })
        void refuse_what_is_none(String body, String field, String code) {
            client.put(
                            "/api/admin/accounts/acc_01hzy00000000000000000000a/roles",
                            body.replace('\'', '"'),
                            client.admin())
                    .isProblem(400, "invalid_input")
                    .names(field, code);
        }

        @Test
        void answer_whose_they_are_and_that_is_kept() {
            String id = register().json().get("id").stringValue();
            String[] admin = client.admin();
            looks.targets.clear();

            Reply same =
                    client.put(
                            "/api/admin/accounts/" + id + "/roles",
                            "{\"roles\": [\"CUSTOMER\"]}",
                            admin);

            assertThat(same.status()).as(same.text()).isEqualTo(200);
            assertThat(same.json().get("email").stringValue()).isEqualTo(email);
            assertThat(looks.targets).containsExactly("accounts/" + id);
        }

        @Test
        void of_what_is_no_account_are_refused() {
            client.put("/api/admin/accounts/1/roles", "{\"roles\": []}", client.admin())
                    .isProblem(400, "invalid_input")
                    .names("id", "invalid_id");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sort=password",
                    "email=%00",
                    "email=%0A",
                    "role=KING",
                    "name=Mia",
                    "limit=0"
                })
        void are_not_listed_by_what_is_not_known(String query) {
            client.get("/api/admin/accounts?" + query, client.admin())
                    .isProblem(400, "invalid_input");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "NEWEST_FIRST",
                    "NEWEST_FIRST 2026-01-31T12:00:00Z",
                    "NEWEST_FIRST yesterday acc_01hzy00000000000000000000a",
                    "NEWEST_FIRST 2026-01-31T12:00:00Z acc_1",
                    "BY_EMAIL mia@example.org acc_01hzy00000000000000000000a",
                    "BY_EMAIL"
                })
        void are_not_listed_from_where_no_page_has_ended(String forged) {
            byte[] text = forged.getBytes(StandardCharsets.UTF_8);
            var checksum = new CRC32C();
            checksum.update("/api/admin/accounts".getBytes(StandardCharsets.UTF_8));
            checksum.update(text);
            byte[] cursor =
                    ByteBuffer.allocate(4 + text.length)
                            .putInt((int) checksum.getValue())
                            .put(text)
                            .array();
            client.get(
                            "/api/admin/accounts?cursor="
                                    + Base64.getUrlEncoder()
                                            .withoutPadding()
                                            .encodeToString(cursor),
                            client.admin())
                    .isProblem(400, "invalid_cursor");
        }

        @Test
        void are_no_business_of_customers() {
            register();
            String[] mia = client.login(email, "battery staple");
            String path = "/api/admin/accounts/acc_01hzy00000000000000000000a/roles";
            client.put(path, "{\"roles\": []}", mia).isProblem(403, "forbidden");
            client.put(path, "{\"roles\": []}").isProblem(401, "unauthenticated");
            client.get("/api/admin/accounts", mia).isProblem(403, "forbidden");
            client.get("/api/admin/accounts").isProblem(401, "unauthenticated");
        }
    }
}
