package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.common.AxonTransientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.CommonRejection.TooMuchContention;
import souk.kernel.Rejected;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

@HttpTest
@ExtendWith(OutputCaptureExtension.class)
class RefusingTest {

    static final String PING = "/api/ping";
    static final String ITEM = "{\"sku\": \"mug\", \"quantity\": 2}";

    @Autowired Client client;
    @Autowired StubCarts carts;

    @BeforeEach
    @AfterEach
    void behave() {
        carts.behave();
    }

    private Reply ping(String json) {
        return client.post(PING, json);
    }

    @Nested
    class What_is_not_there {

        @ParameterizedTest
        @ValueSource(strings = {"/nothing", "/api", "/api/nothing", "/api/carts/1", "/error", "/"})
        void is_not_found(String path) {
            client.get(path).isProblem(404, "not_found");
        }

        @Test
        void methods_that_are_there_are_named() {
            Reply refused = client.delete(PING).isProblem(405, "method_not_allowed");
            assertThat(refused.header("Allow").split(", "))
                    .containsExactlyInAnyOrder("GET", "POST");
        }

        @Test
        void representations() {
            client.get(PING, "Accept", "text/csv").isProblem(406, "not_acceptable");
            client.get(PING, "Accept", "nonsense").isProblem(406, "not_acceptable");
        }

        @Test
        void representations_of_a_change_are_missed_before_it_is_made() {
            carts.commands.clear();

            client.post("/api/carts", "{}", "Accept", "text/csv").isProblem(406, "not_acceptable");

            assertThat(carts.commands).isEmpty();
        }

        @Test
        void what_a_browser_accepts_includes_json() {
            assertThat(client.get(PING, "Accept", "text/html,*/*;q=0.8").status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/xml",
                    "nonsense"
                })
        void media_types(String type) {
            client.send("POST", PING, BodyPublishers.ofString(ITEM), "Content-Type", type)
                    .isProblem(415, "unsupported_media_type");
        }

        @Test
        void query_parameters() {
            client.get(PING + "?a=1&b=2")
                    .isProblem(400, "invalid_input")
                    .names("a", "unknown_parameter")
                    .names("b", "unknown_parameter");
        }
    }

    @Nested
    class What_is_not_json {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "{\"sku\"",
                    "nonsense",
                    "{'sku': 'mug'}",
                    "{\"sku\": mug}",
                    "\u0000",
                    "{\"sku\": \"mug\", \"quantity\": 2} {}",
                    "{\"sku\": \"mug\", \"quantity\": 02}",
                    "{\"sku\": \"a\nb\", \"quantity\": 2}",
                    "{\"sku\": \"mug\", \"quantity\": NaN}",
                    "{\"sku\": \"mug\" /* ! */, \"quantity\": 2}",
                    "{\"sku\": \"\\x\"}",
                })
        void is_malformed(String body) {
            ping(body).isProblem(400, "malformed_json");
        }

        @Test
        void nor_is_what_is_not_utf_8() {
            byte[] latin1 = "{\"sku\": \"m\u00fcg\"}".getBytes(StandardCharsets.ISO_8859_1);
            client.send(
                            "POST",
                            PING,
                            BodyPublishers.ofByteArray(latin1),
                            "Content-Type",
                            "application/json")
                    .isProblem(400, "malformed_json");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "null"})
        void is_missing(String body) {
            ping(body).isProblem(400, "missing_body");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{\"sku\": ", "{\"other\": "})
        void may_be_as_deep_as_it_likes(String start) {
            Reply refused = ping(start + "[".repeat(100_000));
            assertThat(refused.code()).isIn("invalid_input", "json_too_complex");
            refused.isProblem(400, refused.code());
        }

        @Test
        void is_too_long_a_number_or_name() {
            ping("{\"sku\": \"mug\", \"quantity\": " + "9".repeat(10_000) + "}")
                    .isProblem(400, "json_too_complex");
            ping("{\"" + "n".repeat(10_000) + "\": 1}").isProblem(400, "json_too_complex");
        }
    }

    @Nested
    class What_does_not_fit {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{`sku`: `mug`, `quantity`: `2`}            | quantity | wrong_type",
                    "{`sku`: `mug`, `quantity`: 2.5}            | quantity | wrong_type",
                    "{`sku`: `mug`, `quantity`: 2.0}            | quantity | wrong_type",
                    "{`sku`: `mug`, `quantity`: true}           | quantity | wrong_type",
                    "{`sku`: `mug`, `quantity`: [2]}            | quantity | wrong_type",
                    "{`sku`: `mug`, `quantity`: {`value`: 2}}   | quantity | wrong_type",
                    "{`sku`: `mug`, `quantity`: 99999999999}    | quantity | out_of_range",
                    "{`sku`: `mug`, `quantity`: -99999999999999999999999} | quantity |"
                            + " out_of_range",
                    "{`sku`: `mug`, `quantity`: 1e999}          | quantity | wrong_type",
                    "{`sku`: `mug`, `quantity`: 0}              | quantity | invalid_quantity",
                    "{`sku`: `mug`, `quantity`: -1}             | quantity | invalid_quantity",
                    "{`sku`: `mug`, `quantity`: 10001}          | quantity | invalid_quantity",
                    "{`sku`: 5, `quantity`: 2}                  | sku | wrong_type",
                    "{`sku`: true, `quantity`: 2}               | sku | wrong_type",
                    "{`sku`: {}, `quantity`: 2}                 | sku | wrong_type",
                    "{`sku`: [`mug`], `quantity`: 2}            | sku | wrong_type",
                    "{`sku`: ``, `quantity`: 2}                 | sku | invalid_sku",
                    "{`sku`: `a\\u0000b`, `quantity`: 2}        | sku | invalid_sku",
                    "{`sku`: `a\\nb`, `quantity`: 2}            | sku | invalid_sku",
                    "{`sku`: `<b>`, `quantity`: 2}              | sku | invalid_sku",
                    "{`sku`: `\\ud83d\\ude00`, `quantity`: 2}   | sku | invalid_sku",
                    "{`sku`: `mug`, `quantity`: null}           | quantity | required",
                    "{`sku`: `mug`}                             | quantity | required",
                    "{`quantity`: 2}                            | sku | required",
                    "{`sku`: `mug`, `quantity`: 2, `price`: 1}  | price | unknown_field",
                    "{`sku`: `mug`, `sku`: `jug`, `quantity`: 2} | sku | duplicate_field",
                })
        void is_invalid(String body, String field, String code) {
            ping(body.replace('`', '"')).isProblem(400, "invalid_input").names(field, code);
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"mug\"", "5", "true", "[{\"sku\": \"mug\"}]"})
        void is_no_object(String body) {
            ping(body).isProblem(400, "invalid_input").names("", "wrong_type");
        }

        @Test
        void all_that_is_missing_is_named_at_once() {
            ping("{}")
                    .isProblem(400, "invalid_input")
                    .names("sku", "required")
                    .names("quantity", "required");
        }

        @Test
        void what_fits_is_taken() {
            assertThat(ping(ITEM).status()).isEqualTo(200);
            assertThat(ping(ITEM).json().path("answer").asString()).isEqualTo("mug");
        }
    }

    @Nested
    class Pages_of_other_sites {

        @Test
        void change_nothing_in_the_name_of_their_visitors() {
            carts.commands.clear();

            Reply refused =
                    client.post("/api/carts", "", "Sec-Fetch-Site", "cross-site")
                            .isProblem(403, "cross_site");

            assertThat(refused.header("Set-Cookie")).isEmpty();
            assertThat(carts.commands).isEmpty();
        }

        @Test
        void may_look() {
            assertThat(client.get(PING, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(200);
        }
    }

    @Nested
    class What_is_too_large {

        static final int MEBIBYTE = 1024 * 1024;

        @Test
        void is_refused_before_it_is_read() {
            ping(" ".repeat(MEBIBYTE + 1)).isProblem(413, "body_too_large");
        }

        @Test
        void is_refused_while_it_is_read() {
            client.stream(PING, body(MEBIBYTE + 1)).isProblem(413, "body_too_large");
        }

        @Test
        void is_refused_before_a_key_is_looked_at() {
            client.stream(PING, body(MEBIBYTE + 1), "Idempotency-Key", "large")
                    .isProblem(413, "body_too_large");
        }

        @Test
        void up_to_the_limit_is_taken() {
            assertThat(client.stream(PING, body(MEBIBYTE)).status()).isEqualTo(200);
            assertThat(ping(new String(body(MEBIBYTE), StandardCharsets.UTF_8)).status())
                    .isEqualTo(200);
        }

        private static byte[] body(int size) {
            String padded = " ".repeat(size - ITEM.length()) + ITEM;
            return padded.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Nested
    class What_others_refuse {

        final String cart = client.post("/api/carts", "").cart();

        private Reply add() {
            return client.post("/api/carts/current/items", ITEM, "Cookie", cart);
        }

        private Reply addRefusedBy(RuntimeException why) {
            carts.before =
                    () -> {
                        throw why;
                    };
            return add();
        }

        @Test
        void is_told_with_what_they_say_about_it() {
            Reply refused =
                    addRefusedBy(new Rejected(new souk.cart.CartRejection.CartFull(500)))
                            .isProblem(422, "cart_full");
            assertThat(refused.json().path("limit").asInt()).isEqualTo(500);
            assertThat(refused.json().path("retryable").asBoolean(true)).isFalse();
            assertThat(refused.json().path("detail").asString())
                    .isEqualTo("A cart holds at most 500 lines.");
            assertThat(refused.header("Retry-After")).isEmpty();
        }

        @Test
        void may_be_worth_another_try() {
            Reply refused =
                    addRefusedBy(new Rejected(new TooMuchContention()))
                            .isProblem(409, "too_much_contention");
            assertThat(refused.json().path("retryable").asBoolean()).isTrue();
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }

        @Test
        void may_be_that_they_cannot() {
            Reply refused =
                    addRefusedBy(new Rejected(new ServiceUnavailable("the event store")))
                            .isProblem(503, "service_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }

        @Test
        void may_be_that_they_are_not_there() {
            Reply refused =
                    addRefusedBy(new AxonTransientException("secret address") {})
                            .isProblem(503, "service_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text()).doesNotContain("secret");
        }

        @Test
        void may_be_that_they_cannot_even_roll_back() {
            Reply refused =
                    addRefusedBy(
                                    new IllegalStateException(
                                            "secret", new SQLException("Connection is closed")))
                            .isProblem(503, "service_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text()).doesNotContain("secret");
        }

        @Test
        void may_be_that_nobody_answers_to_it() {
            client.get("/api/projections", client.admin()).isProblem(503, "service_unavailable");
        }

        @Test
        void is_our_fault_otherwise_and_logged_once(CapturedOutput log) {
            Reply failed =
                    addRefusedBy(new IllegalStateException("secret"))
                            .isProblem(500, "internal_error");
            assertThat(failed.text()).doesNotContain("secret");
            assertThat(log.getOut())
                    .containsOnlyOnce("IllegalStateException: secret")
                    .contains("Request " + failed.header("X-Request-Id") + " failed");
        }

        @Test
        void is_our_fault_when_it_went_wrong_elsewhere() {
            addRefusedBy(new CommandExecutionException("secret", null))
                    .isProblem(500, "internal_error");
        }
    }

    @Nested
    class Requests {

        @Test
        void have_an_id_of_ours() {
            assertThat(client.get(PING).header("X-Request-Id")).matches("req_[0-9a-z]{26}");
        }

        @Test
        void keep_the_id_they_come_with() {
            assertThat(client.get(PING, "X-Request-Id", "abc-123").header("X-Request-Id"))
                    .isEqualTo("abc-123");
        }

        @Test
        void keep_the_trace_they_belong_to() {
            String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
            String parent = "00-" + trace + "-00f067aa0ba902b7-01";
            assertThat(client.get(PING, "traceparent", parent).header("X-Request-Id"))
                    .isEqualTo(trace);
        }

        @ParameterizedTest
        @ValueSource(strings = {"<script>", "a b", "\u00fc", "-", "{}", "%0d%0a"})
        void do_not_keep_one_that_is_not_sane(String id) {
            assertThat(client.get(PING, "X-Request-Id", id).header("X-Request-Id"))
                    .matches("req_[0-9a-z]{26}");
        }

        @Test
        void nobody_is_told_what_we_run_on() {
            Reply reply = client.get(PING);
            assertThat(reply.response().headers().map())
                    .doesNotContainKeys("server", "x-powered-by");
            assertThat(Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY"))
                    .allSatisfy((name, value) -> assertThat(reply.header(name)).isEqualTo(value));
        }
    }
}
