package souk.cart.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartCommand.TakeOverCart;
import souk.cart.CartRejection.CartClosed;
import souk.kernel.CommonRejection.TooMuchContention;
import souk.kernel.Rejected;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.platform.rest.StubCarts;

/** The administrator has filled a cart before he logged in. */
@HttpTest
class GuestCartMergeTest {

    private static final String CURRENT = "/api/carts/current";
    private static final String EXPIRED = "souk_cart=; Path=/api; Max-Age=0";

    @Autowired Client client;
    @Autowired StubCarts carts;

    private String cookie = "";

    @BeforeEach
    void fill() {
        carts.behave();
        cookie = client.post("/api/carts", "").cart();
        client.post(CURRENT + "/items", "{\"sku\": \"mug\", \"quantity\": 2}", "Cookie", cookie);
    }

    private Reply login() {
        return client.post(
                "/api/auth/login",
                "{\"email\": \"boss@example.org\", \"password\": \"correct horse\"}",
                "Cookie",
                cookie);
    }

    private boolean hasTakenOver() {
        return carts.commands.stream()
                .anyMatch(command -> command.getPayload() instanceof TakeOverCart);
    }

    @Test
    void takes_the_cart_over_and_forgets_the_cookie() {
        Reply in = login();

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.header("Set-Cookie")).startsWith(EXPIRED);
        assertThat(hasTakenOver()).isTrue();
        assertThat(client.get(CURRENT, "Cookie", cookie).json().path("status").asString())
                .isEqualTo("MERGED");
        Reply own = client.get(CURRENT, Client.with(client.admin(), "Cookie", cookie));
        assertThat(own.json().path("itemCount").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(own.json().path("status").asString()).isEqualTo("OPEN");
    }

    @Test
    void takes_the_cart_over_and_keeps_the_cookie_where_it_opens_an_order() {
        cookie += ".bought";

        assertThat(login().headers("Set-Cookie")).isEmpty();

        assertThat(hasTakenOver()).isTrue();
        assertThat(client.get(CURRENT, "Cookie", cookie).json().path("status").asString())
                .isEqualTo("MERGED");
    }

    @Test
    void leaves_the_next_cart_the_secret_that_opens_an_order() {
        cookie += ".bought";
        login();

        String next = client.post("/api/carts", "", "Cookie", cookie).header("Set-Cookie");

        String secret = cookie.substring(cookie.indexOf('.'));
        assertThat(next).contains(secret + ";").doesNotContain(cookie);
    }

    @Test
    void keeps_the_cookie_of_a_cart_that_can_not_be_taken_over_now() {
        carts.before = refusing(new Rejected(new TooMuchContention()));
        Reply in = login();
        carts.behave();

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.headers("Set-Cookie")).isEmpty();

        Reply opened = client.post("/api/carts", "", Client.with(client.admin(), "Cookie", cookie));
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.header("Set-Cookie")).startsWith(EXPIRED);
    }

    @Test
    void forgets_the_cookie_of_a_cart_that_can_never_be_taken_over() {
        carts.before = refusing(new Rejected(new CartClosed()));
        Reply in = login();

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.header("Set-Cookie")).startsWith(EXPIRED);
    }

    @Test
    void does_nothing_without_a_cookie() {
        carts.commands.clear();
        client.admin();

        assertThat(hasTakenOver()).isFalse();
    }

    private Runnable refusing(Rejected refused) {
        return () -> {
            if (hasTakenOver()) {
                throw refused;
            }
        };
    }
}
