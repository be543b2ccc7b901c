package souk.cart.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartCommand.CreateCart;
import souk.cart.CartRejection.CartNotFound;
import souk.kernel.Rejected;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.platform.rest.StubCarts;

@HttpTest
class CartControllerTest {

    static final String ITEMS = "/api/carts/current/items";
    static final String TWO_MUGS =
            """
            {"sku": "mug", "quantity": 2}\
            """;

    @Autowired Client client;
    @Autowired StubCarts carts;

    @BeforeEach
    void behave() {
        carts.behave();
    }

    private Reply create(String... headers) {
        return client.post("/api/carts", "", headers);
    }

    @Nested
    class Creating {

        @Test
        void gives_a_cart_and_the_cookie_that_opens_it() {
            Reply created = create();

            assertThat(created.status()).isEqualTo(201);
            assertThat(created.header("Location")).isEqualTo("/api/carts/current");
            assertThat(created.header("ETag")).isEqualTo("\"0\"");
            assertThat(created.header("Souk-Position")).isEqualTo("" + carts.position());
            assertThat(created.json().path("id").asString()).startsWith("cart_").hasSize(31);
            assertThat(created.json().path("lines").isArray()).isTrue();
            assertThat(created.header("Set-Cookie"))
                    .matches(
                            "souk_cart=cart_[0-9a-z]{26}\\.[A-Za-z0-9_-]{43}; Path=/api;"
                                    + " Max-Age=2592000; Expires=[^;]+; HttpOnly; SameSite=Lax")
                    .contains(created.json().path("id").asString());
            assertThat(client.get("/api/carts/current", "Cookie", created.cart()).json())
                    .isEqualTo(created.json());
        }

        @Test
        void keeps_the_cart_of_a_guest_who_has_one() {
            Reply first = create();
            client.post(ITEMS, TWO_MUGS, "Cookie", first.cart());
            int before = carts.count();

            Reply again = create("Cookie", first.cart());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.cart()).isEqualTo(first.cart());
            assertThat(again.json().path("itemCount").asInt()).isEqualTo(2);
            assertThat(carts.count()).isEqualTo(before);
        }

        @Test
        void makes_no_second_cart_while_the_view_is_late() {
            Reply first = create();
            client.post(ITEMS, TWO_MUGS, "Cookie", first.cart());
            int before = carts.count();
            carts.asked =
                    () -> {
                        throw new Rejected(new CartNotFound());
                    };

            Reply again = create("Cookie", first.cart());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.cart()).isEqualTo(first.cart());
            assertThat(carts.count()).isEqualTo(before);
        }

        @Test
        void gives_another_cart_to_whoever_only_knows_the_id_of_somebodys() {
            Reply somebodys = create();
            String forged = somebodys.cart().replaceFirst("\\..*", "." + "A".repeat(43));

            Reply mine = create("Cookie", forged);

            assertThat(mine.status()).isEqualTo(201);
            assertThat(mine.json().path("id")).isNotEqualTo(somebodys.json().path("id"));
            assertThat(mine.cart()).isNotEqualTo(forged);
        }

        @Test
        void gives_a_cart_to_a_guest_with_a_broken_cookie() {
            assertThat(create("Cookie", "souk_cart=broken").status()).isEqualTo(201);
        }

        @Test
        void says_in_the_command_who_acts_and_why_but_not_the_secret() {
            Reply created = create("X-Request-Id", "test-1");

            var command = carts.commands.getLast();
            assertThat(command.getMetaData())
                    .containsEntry("actor", "guest")
                    .containsEntry("role", "GUEST")
                    .containsEntry("correlationId", "test-1")
                    .doesNotContainKey("idempotencyKey");
            String token = created.cart().replaceFirst(".*\\.", "");
            assertThat(((CreateCart) command.getPayload()).owner().value())
                    .matches("guest:[0-9a-f]{64}")
                    .doesNotContain(token);
        }
    }

    @Nested
    class Filling {

        final String cart = create().cart();

        @Test
        void adds_up() {
            client.post(ITEMS, TWO_MUGS, "Cookie", cart);
            Reply added = client.post(ITEMS, TWO_MUGS, "Cookie", cart);

            assertThat(added.status()).isEqualTo(200);
            assertThat(added.json().path("lines").toString())
                    .isEqualTo(
                            """
                            [{"sku":"mug","productId":"prd_01hzy00000000000000000000a",\
                            "title":"The mug","quantity":4,\
                            "unitPrice":{"amount":900,"currency":"EUR"},\
                            "currentPrice":{"amount":1000,"currency":"EUR"},\
                            "total":{"amount":4000,"currency":"EUR"},"available":true}]\
                            """);
            assertThat(added.json().path("subtotal").path("amount").asLong()).isEqualTo(4_000);
            assertThat(added.json().path("priceChanges").toString())
                    .isEqualTo(
                            """
                            [{"sku":"mug","from":{"amount":900,"currency":"EUR"},\
                            "to":{"amount":1000,"currency":"EUR"}}]\
                            """);
            assertThat(added.header("ETag")).isEqualTo("\"2\"");
            assertThat(added.header("Souk-Position")).isEqualTo("" + carts.position());
            assertThat(carts.queries).isEmpty();
        }

        @Test
        void does_not_look_at_prices() {
            Reply added =
                    client.post(
                            ITEMS,
                            """
                            {"sku": "mug", "quantity": 1, "price": {"amount": 1}, "unitPrice": 1}
                            """,
                            "Cookie",
                            cart);

            assertThat(added.status()).isEqualTo(200);
            assertThat(added.json().at("/lines/0/currentPrice/amount").asLong()).isEqualTo(1_000);
        }

        @Test
        void refuses_what_nobody_knows() {
            client.post(ITEMS, "{\"sku\": \"mug\", \"quantity\": 1, \"colour\": 1}", "Cookie", cart)
                    .isProblem(400, "invalid_input")
                    .names("colour", "unknown_field");
        }

        @Test
        void says_no_more_than_is_asked_for() {
            Reply added = client.post(ITEMS, TWO_MUGS, "Cookie", cart, "Prefer", "return=minimal");

            assertThat(added.status()).isEqualTo(204);
            assertThat(added.text()).isEmpty();
            assertThat(added.header("ETag")).isEqualTo("\"1\"");
            assertThat(added.header("Souk-Position")).isEqualTo("" + carts.position());
            assertThat(added.header("Preference-Applied")).isEqualTo("return=minimal");
        }

        @Test
        void changes_and_removes() {
            client.post(ITEMS, TWO_MUGS, "Cookie", cart);
            Reply changed = client.patch(ITEMS + "/mug", "{\"quantity\": 5}", "Cookie", cart);
            assertThat(changed.json().path("itemCount").asInt()).isEqualTo(5);

            Reply removed = client.delete(ITEMS + "/mug", "Cookie", cart);
            assertThat(removed.status()).isEqualTo(200);
            assertThat(removed.json().path("lines").isEmpty()).isTrue();
        }

        @Test
        void zero_removes() {
            client.post(ITEMS, TWO_MUGS, "Cookie", cart);
            Reply changed = client.patch(ITEMS + "/mug", "{\"quantity\": 0}", "Cookie", cart);
            assertThat(changed.json().path("lines").isEmpty()).isTrue();
        }

        @Test
        void clears() {
            client.post(ITEMS, TWO_MUGS, "Cookie", cart);
            Reply cleared = client.delete(ITEMS, "Cookie", cart);
            assertThat(cleared.json().path("itemCount").asInt()).isZero();
        }

        @Test
        void reaches_skus_with_slashes_encoded_or_not() {
            client.post(ITEMS, "{\"sku\": \"mug/blue\", \"quantity\": 1}", "Cookie", cart);
            Reply one = client.patch(ITEMS + "/mug%2Fblue", "{\"quantity\": 2}", "Cookie", cart);
            assertThat(one.json().path("itemCount").asInt()).as(one.text()).isEqualTo(2);
            Reply other = client.patch(ITEMS + "/mug/blue", "{\"quantity\": 3}", "Cookie", cart);
            assertThat(other.json().path("itemCount").asInt()).as(other.text()).isEqualTo(3);
        }

        @Test
        void is_refused_where_there_is_no_such_line() {
            Reply refused =
                    client.delete(ITEMS + "/mug", "Cookie", cart).isProblem(404, "line_not_found");
            assertThat(refused.json().path("sku").asString()).isEqualTo("mug");
        }

        @Test
        void is_refused_with_a_path_that_is_no_sku() {
            client.delete(ITEMS + "/-mug", "Cookie", cart)
                    .isProblem(400, "invalid_input")
                    .names("sku", "invalid_sku");
        }

        @Test
        void is_refused_with_a_negative_quantity() {
            client.patch(ITEMS + "/mug", "{\"quantity\": -1}", "Cookie", cart)
                    .isProblem(400, "invalid_input")
                    .names("quantity", "invalid_quantity");
        }
    }

    @Nested
    class Being_nobody {

        @Test
        void there_is_no_cart_without_a_cookie() {
            client.get("/api/carts/current").isProblem(404, "cart_not_found");
            client.post(ITEMS, TWO_MUGS).isProblem(404, "cart_not_found");
            client.delete(ITEMS).isProblem(404, "cart_not_found");
        }

        @Test
        void nor_with_a_malformed_one() {
            for (String value :
                    new String[] {"", "x", "cart_1.2", "cart_" + "u".repeat(26) + "."}) {
                client.get("/api/carts/current", "Cookie", "souk_cart=" + value)
                        .isProblem(404, "cart_not_found");
            }
        }

        @Test
        void nor_with_somebody_elses_id() {
            String forged = create().cart().replaceFirst("\\..*", "." + "A".repeat(43));
            client.get("/api/carts/current", "Cookie", forged).isProblem(404, "cart_not_found");
            client.post(ITEMS, TWO_MUGS, "Cookie", forged).isProblem(404, "cart_not_found");
        }
    }
}
