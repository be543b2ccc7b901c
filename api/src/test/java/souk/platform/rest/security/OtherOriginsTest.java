package souk.platform.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.RawExchange;
import souk.platform.rest.Reply;

import java.time.Duration;
import java.util.List;

/** What pages may do that are not ours. */
@HttpTest
class OtherOriginsTest {

    private static final String LISTED = "https://shop.example.org";
    private static final String PREFLIGHT =
            """
            OPTIONS /api/carts/current/items HTTP/1.1
            Host: api.example.org
            Origin: %s
            Access-Control-Request-Method: POST
            Access-Control-Request-Headers: %s

            """;

    @Autowired Client client;

    private RawExchange ask(String head) {
        return RawExchange.with(client.port(), head);
    }

    private RawExchange change(String... headers) {
        return ask(
                """
                POST /api/ping HTTP/1.1
                Host: api.example.org
                Content-Type: application/json
                Content-Length: 2
                %s

                {}\
                """
                        .formatted(String.join("\n", headers)));
    }

    @Nested
    class Reading {

        @Test
        void is_for_those_that_are_listed() {
            RawExchange asked = ask(PREFLIGHT.formatted(LISTED, "content-type,idempotency-key"));

            assertThat(asked.status()).isEqualTo(200);
            assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(LISTED);
            assertThat(asked.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST", "PATCH");
            assertThat(asked.header("Access-Control-Max-Age")).isEqualTo("3600");

            RawExchange read =
                    ask("GET /api/carts/current HTTP/1.1\nHost: x\nOrigin: " + LISTED + "\n\n");
            assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo(LISTED);
            assertThat(read.header("Access-Control-Expose-Headers")).contains("Souk-Position");
            assertThat(read.header("Vary")).contains("Origin");
        }

        @Test
        void needs_no_more_than_we_understand() {
            assertThat(
                            ask(PREFLIGHT.formatted(LISTED, "x-anything"))
                                    .header("Access-Control-Allow-Origin"))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example",
                    "http://shop.example.org",
                    "https://shop.example.org:8443",
                    "https://shop.example.org.evil.example",
                    "https://evil-shop.example.org",
                    "null",
                    "*"
                })
        void is_not_for_others(String origin) {
            for (RawExchange told :
                    List.of(
                            ask(PREFLIGHT.formatted(origin, "content-type")),
                            ask("GET /api/ping HTTP/1.1\nHost: x\nOrigin: " + origin + "\n\n"))) {
                assertThat(told.header("Access-Control-Allow-Origin")).isEmpty();
                assertThat(told.header("Access-Control-Allow-Credentials")).isEmpty();
            }
        }

        @Test
        void is_not_for_what_is_no_api() {
            RawExchange health =
                    ask("GET /actuator/health HTTP/1.1\nHost: x\nOrigin: " + LISTED + "\n\n");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Nested
    class Changing {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Sec-Fetch-Site: cross-site | Origin: https://evil.example",
                    "Sec-Fetch-Site: same-site | Origin: https://blog.example.org",
                    "Sec-Fetch-Site: cross-site | Origin: null",
                    "X-Browser: old | Origin: https://evil.example",
                    "X-Browser: old | Origin: null",
                    "X-Browser: old | Origin: https://api.example.org.evil.example",
                })
        void is_refused_to_pages_of_others(String site, String origin) {
            RawExchange refused = change(site, origin);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("\"code\":\"cross_site\"");
            assertThat(refused.header("Set-Cookie")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Sec-Fetch-Site: same-origin | Origin: https://api.example.org",
                    // behind a proxy that calls us by another name
                    "Sec-Fetch-Site: same-origin | Origin: https://www.example.org",
                    "Sec-Fetch-Site: none | X-Browser: new",
                    "Sec-Fetch-Site: cross-site | Origin: https://shop.example.org",
                    "X-Browser: old | Origin: https://api.example.org",
                    "X-Browser: none | X-Origin: none",
                })
        void is_for_our_own_for_those_listed_and_for_what_is_no_browser(
                String site, String origin) {
            assertThat(change(site, origin).body()).doesNotContain("cross_site");
        }

        @Test
        void is_for_whoever_has_a_token() {
            Reply reply =
                    client.post(
                            "/api/ping",
                            "{}",
                            Client.with(client.admin(), "Sec-Fetch-Site", "cross-site"));
            assertThat(reply.code()).isNotEqualTo("cross_site");
        }
    }

    @Test
    void are_none_by_default_and_never_everybody() {
        var nobody = new Origins(List.of(), Duration.ofHours(1));
        var request = new MockHttpServletRequest("POST", "/api/carts");
        request.addHeader("Origin", LISTED);
        assertThat(nobody.areForeign(request)).isTrue();
        for (String wrong :
                List.of(
                        "*",
                        "https://*.example.org",
                        "https://shop.example.org/",
                        "shop",
                        "null")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Origins(List.of(wrong), Duration.ofHours(1)))
                    .withMessageContaining(wrong);
        }
    }
}
