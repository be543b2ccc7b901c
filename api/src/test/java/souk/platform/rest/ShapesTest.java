package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How deep, how long and how many: what is too much of it is refused before anybody works on it.
 */
@HttpTest
class ShapesTest {

    @Autowired Client client;

    private static String many(int count, String each, String between) {
        return IntStream.range(0, count)
                .mapToObj(each::formatted)
                .collect(Collectors.joining(between));
    }

    private RawExchange ask(String target, String headers) {
        return RawExchange.with(
                client.port(), "GET " + target + " HTTP/1.1\nHost: x\n" + headers + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 5_000, 100_000})
    void bodies_are_not_too_deep(int levels) {
        for (String deep : new String[] {"[", "{\"a\":"}) {
            // whichever is noticed first
            Reply refused = client.post("/api/ping", "{\"sku\": " + deep.repeat(levels));
            assertThat(refused.code()).isIn("json_too_complex", "invalid_input");
            refused.isProblem(400, refused.code());
        }
    }

    @Test
    void numbers_and_names_are_not_too_long() {
        client.post("/api/ping", "{\"quantity\": " + "9".repeat(65) + "}")
                .isProblem(400, "json_too_complex");
        client.post("/api/ping", "{\"" + "a".repeat(5_000) + "\": 1}")
                .isProblem(400, "json_too_complex");
    }

    @Test
    void parameters_are_not_too_many() {
        assertThat(ask("/api/ping?" + many(201, "p%d=1", "&"), "A: b").status()).isEqualTo(400);
    }

    @Test
    void headers_are_not_too_many() {
        assertThat(ask("/api/ping", many(50, "X-%d: y", "\n")).status()).isEqualTo(200);
        assertThat(ask("/api/ping", many(200, "X-%d: y", "\n")).status()).isEqualTo(400);
    }

    @Test
    void paths_headers_and_cookies_are_not_too_long() {
        assertThat(ask("/" + "x".repeat(9_000), "A: b").status()).isEqualTo(400);
        assertThat(ask("/api/ping", "X: " + "x".repeat(9_000)).status()).isEqualTo(400);
        assertThat(ask("/api/ping", "Cookie: souk_cart=" + "x".repeat(9_000)).status())
                .isEqualTo(400);
    }
}
