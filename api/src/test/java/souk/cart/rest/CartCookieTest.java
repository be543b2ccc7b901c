package souk.cart.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import souk.cart.CartId;

class CartCookieTest {

    private static final String ID = "cart_01hzy00000000000000000000a";
    private static final String TOKEN = "AZaz09-_" + "x".repeat(35);

    @Test
    void is_an_id_and_a_token() {
        assertThat(CartCookie.parse(ID + "." + TOKEN))
                .hasValue(new CartCookie(new CartId(ID), TOKEN, false));
    }

    @Test
    void may_have_bought() {
        CartCookie bought = new CartCookie(new CartId(ID), TOKEN, false).withOrder();

        assertThat(bought.toHeader(true)).startsWith("souk_cart=" + ID + "." + TOKEN + ".bought;");
        assertThat(CartCookie.parse(ID + "." + TOKEN + ".bought")).hasValue(bought);
        assertThat(CartCookie.parse(ID + "." + TOKEN + ".bougth")).isEmpty();
        assertThat(CartCookie.parse(ID + "." + TOKEN + ".bought.bought")).isEmpty();
    }

    @Test
    void is_nothing_with_other_characters_in_the_token() {
        for (char other : "+/=. é\0@[`{:".toCharArray()) {
            assertThat(CartCookie.parse(ID + "." + TOKEN.replace('Z', other))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ID,
                ID + ".",
                ID + ".x",
                ID + "-AZaz09-_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                ID + ".AZaz09-_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                ID + ".AZaz09-_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "cart_81hzy00000000000000000000a.AZaz09-_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "cart_01HZY00000000000000000000A.AZaz09-_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "tart_01hzy00000000000000000000a.AZaz09-_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void is_nothing_in_any_other_form(String value) {
        assertThat(CartCookie.parse(value)).isEmpty();
    }
}
