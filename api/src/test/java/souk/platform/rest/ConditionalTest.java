package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** ETag, If-Match, If-None-Match and Souk-Position. */
@HttpTest
class ConditionalTest {

    static final String CURRENT = "/api/carts/current";
    static final String ITEMS = CURRENT + "/items";
    static final String ITEM = "{\"sku\": \"mug\", \"quantity\": 1}";

    @Autowired Client client;
    @Autowired StubCarts carts;

    String cart = "";

    @BeforeEach
    void createCartOfVersion2() {
        carts.behave();
        cart = client.post("/api/carts", "").cart();
        add();
        add();
        carts.behave();
    }

    @AfterEach
    void behave() {
        carts.behave();
    }

    private Reply add(String... headers) {
        return client.post(ITEMS, ITEM, Client.with(headers, "Cookie", cart));
    }

    private Reply read(String... headers) {
        return client.get(CURRENT, Client.with(headers, "Cookie", cart));
    }

    @Nested
    class Changing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"2\"",
                    "*",
                    " * ",
                    "\"1\", \"2\"",
                    "\"7\",\"1\",\"2\"",
                    "W/\"2\", \"2\"",
                    "\"x\" , \"2\""
                })
        void goes_ahead_at_a_version_that_is_named(String versions) {
            Reply added = add("If-Match", versions);
            assertThat(added.status()).as(added.text()).isEqualTo(200);
            assertThat(added.header("ETag")).isEqualTo("\"3\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"1\"",
                    "\"3\"",
                    "\"1\", \"3\"",
                    "W/\"2\"",
                    "\"x\"",
                    "\"\"",
                    "\"02\"",
                    "\"-1\"",
                    "\"9223372036854775807\"",
                    "\"99999999999999999999\""
                })
        void is_refused_at_another(String versions) {
            Reply refused = add("If-Match", versions).isProblem(412, "version_mismatch");
            assertThat(refused.json().path("currentVersion").asLong()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "\"2", "nonsense", ",", "\"1\" \"2\"", "*, \"2\"", "w/\"2\""})
        void is_refused_where_that_is_no_version(String versions) {
            add("If-Match", versions).isProblem(400, "invalid_if_match");
            assertThat(carts.commands).isEmpty();
        }

        @Test
        void may_name_versions_in_several_headers() {
            assertThat(add("If-Match", "\"1\"", "If-Match", "\"2\"").status()).isEqualTo(200);
        }

        @Test
        void tells_the_command_side() {
            add("If-Match", "\"2\"");
            assertThat(carts.commands.getLast().getMetaData()).containsEntry("expectedVersion", 2L);
            add();
            assertThat(carts.commands.getLast().getMetaData()).doesNotContainKey("expectedVersion");
        }
    }

    @Nested
    class Reading {

        @Test
        void gets_the_version() {
            assertThat(read().header("ETag")).isEqualTo("\"2\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"2\"", "W/\"2\"", "*", "\"1\", \"2\""})
        void gets_nothing_that_it_has(String versions) {
            Reply same = client.get("/api/odd/versioned", "If-None-Match", versions);
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.text()).isEmpty();
            assertThat(same.header("ETag")).isEqualTo("\"2\"");
            assertThat(same.header("Cache-Control")).isEqualTo("private, no-cache");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"1\"", "\"x\", \"3\""})
        void gets_what_it_does_not_have(String versions) {
            assertThat(client.get("/api/odd/versioned", "If-None-Match", versions).status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"2\"", "*"})
        void gets_a_cart_in_any_case_for_prices_are_not_the_carts(String versions) {
            Reply cart = read("If-None-Match", versions);
            assertThat(cart.status()).isEqualTo(200);
            assertThat(cart.json().at("/lines/0/currentPrice/amount").asLong()).isEqualTo(1_000);
            assertThat(cart.header("ETag")).isEqualTo("\"2\"");
        }

        @Test
        void is_refused_at_another_version_than_it_insists_on() {
            assertThat(read("If-Match", "\"2\"").status()).isEqualTo(200);
            read("If-Match", "\"1\"").isProblem(412, "version_mismatch");
        }
    }

    @Nested
    class Reading_ones_writes {

        @Test
        void asks_for_the_position_that_the_change_was_answered_with() {
            String position = add().header("Souk-Position");
            assertThat(position).isEqualTo("" + carts.position());

            assertThat(read("Souk-Position", position).status()).isEqualTo(200);
            assertThat(carts.queries.getLast().getMetaData())
                    .containsEntry("position", Long.valueOf(position));
        }

        @Test
        void does_not_wait_unasked() {
            read();
            assertThat(carts.queries.getLast().getMetaData()).doesNotContainKey("position");
        }

        @Test
        void is_told_when_the_view_is_behind() {
            Reply behind =
                    read("Souk-Position", "" + (carts.position() + 1))
                            .isProblem(503, "projection_behind");
            assertThat(behind.header("Retry-After")).isEqualTo("1");
            assertThat(behind.json().path("projection").asString()).isEqualTo("cart.view");
            assertThat(behind.json().path("requested").asLong()).isEqualTo(carts.position() + 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "-1", "1.5", "1e3", "0x10", "99999999999999999999", "1, 2"})
        void is_refused_with_what_is_no_position(String position) {
            read("Souk-Position", position).isProblem(400, "invalid_position");
        }
    }
}
