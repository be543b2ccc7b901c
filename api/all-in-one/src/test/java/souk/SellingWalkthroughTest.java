package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From nobody to a shop that is full, to a customer with a cart: everything over HTTP. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class SellingWalkthroughTest {

    private static final String PRODUCTS = "/api/products";
    private static final String BULK = PRODUCTS + "/bulk";
    private static final String CURRENT = "/api/carts/current";
    private static final int LONGEST = 20_000;
    private static final String ITEMS = CURRENT + "/items";

    @LocalServerPort int port;
    @Autowired Environment settings;

    private Shopper http;
    private Members members;
    // seven letters that no other product has
    private final String word =
            UUID.randomUUID().toString().replaceAll("[-0-9]", "").concat("qwxzvkj").substring(0, 7);
    private final String mark = UUID.randomUUID().toString().substring(0, 13);

    @BeforeEach
    void arrive() {
        URI shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
    }

    private static Reply ok(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply;
    }

    private Member seller() {
        Member member = members.join();
        Reply applied =
                ok(
                        201,
                        http.post(
                                "/api/sellers",
                                "{\"name\": \"Atlas\", \"tier\": \"RETAILER\"}",
                                member.token()));
        String path = "/api/admin/sellers/" + applied.json().get("id").stringValue() + "/approval";
        ok(200, http.post(path, "{}", members.admin().token()));
        return members.login(member);
    }

    private static String row(String title, String sku, String more) {
        return """
        {"title": "%s", "listed": true%s,
         "variants": [{"sku": "%s", "price": {"amount": 1500, "currency": "TND"}}]}\
        """
                .formatted(title, more, sku);
    }

    private String rows(int count, String more) {
        return rows(0, count, more);
    }

    private String rows(int first, int count, String more) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> row("Lanterne " + word + " " + i, mark + "-" + i, more))
                .collect(Collectors.joining(",", "{\"create\": [", "]}"));
    }

    private String item(int row, int quantity) {
        return "{\"sku\": \"%s-%d\", \"quantity\": %d}".formatted(mark, row, quantity);
    }

    private static String[] after(Reply written) {
        return new String[] {"Souk-Position", written.header("Souk-Position")};
    }

    @Test
    void somebody_opens_a_shop_and_somebody_else_finds_it_and_fills_a_cart() {
        Member seller = seller();
        ok(200, http.post(BULK, rows(4, ""), seller.token()));
        Reply stocked = null;
        for (int i = 0; i < 4; i++) {
            String stock = "/api/stock/%s-%d".formatted(mark, i);
            stocked = ok(200, http.put(stock, "{\"onHand\": 10}", seller.token()));
        }

        String house = "sel_" + seller.id().substring(4);
        Reply list = ok(200, http.get(PRODUCTS + "?total=true&seller=" + house, after(stocked)));
        assertThat(list.json().get("total").longValue()).isEqualTo(4);
        String typo = word.substring(0, 3) + word.substring(4);
        Reply found = ok(200, http.get(PRODUCTS + "?query=lantrne+" + typo, after(stocked)));
        assertThat(found.json().get("items"))
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.get("title").stringValue()).contains(word));

        Member customer = members.join();
        ok(201, http.post("/api/carts", "{}", customer.token()));
        ok(200, http.post(ITEMS, item(0, 1), customer.token()));
        ok(201, http.post("/api/carts", "{}"));
        ok(200, http.post(ITEMS, item(0, 2)));
        ok(200, http.post(ITEMS, item(1, 4)));
        assertThat(http.post(ITEMS, item(2, 11)).json().get("code").stringValue())
                .isEqualTo("out_of_stock");

        String credentials =
                "{\"email\": \"%s\", \"password\": \"battery staple\"}".formatted(customer.email());
        Reply in = ok(200, http.post("/api/auth/login", credentials));
        Reply cart =
                ok(
                        200,
                        http.get(
                                CURRENT,
                                customer.tokenAnd("Souk-Position", in.header("Souk-Position"))));
        assertThat(cart.json().at("/lines/0/quantity").intValue()).isEqualTo(3);
        assertThat(cart.json().at("/lines/1/quantity").intValue()).isEqualTo(4);
        assertThat(cart.json().at("/subtotal/amount").longValue()).isEqualTo(10_500);
        assertThat(http.get(CURRENT).status()).isEqualTo(404);
    }

    @Test
    void the_largest_page_arrives() {
        Member seller = seller();
        String told = ", \"description\": \"%s\"".formatted("\u8336".repeat(LONGEST));
        for (int i = 0; i < 100; i += 10) {
            ok(200, http.post(BULK, rows(i, 10, told), seller.token()));
        }
        Reply last = ok(200, http.post(BULK, rows(100, 1, ""), seller.token()));

        String page = PRODUCTS + "?limit=100&sort=createdAt&seller=sel_" + seller.id().substring(4);
        Reply shown = ok(200, http.get(page, after(last)));
        assertThat(shown.json().get("items")).hasSize(100);
        // and what others ask meanwhile is not disturbed
        ok(200, http.get(PRODUCTS));
    }

    @RepeatedTest(3)
    void of_two_who_want_one_sku_or_one_slug_at_once_one_has_it() {
        Member one = seller();
        Member other = seller();
        List<Reply> forSku =
                AtOnce.send(
                        () -> http.post(PRODUCTS, row("One", mark, ""), one.token()),
                        () -> http.post(PRODUCTS, row("Two", mark, ""), other.token()));
        oneWins(forSku, "sku_taken");

        String slug = ", \"slug\": \"lanterne-%s\"".formatted(mark);
        List<Reply> forSlug =
                AtOnce.send(
                        () -> http.post(PRODUCTS, row("A", mark + "a", slug), one.token()),
                        () -> http.post(PRODUCTS, row("B", mark + "b", slug), other.token()));
        oneWins(forSlug, "slug_taken");
    }

    @RepeatedTest(3)
    void of_two_bulks_at_once_that_share_a_sku_one_is_stored_and_the_other_leaves_nothing() {
        Member one = seller();
        List<Reply> replies =
                AtOnce.send(
                        () -> http.post(BULK, rows(20, ""), one.token()),
                        () -> http.post(BULK, rows(20, ""), one.token()));

        oneWins(replies, "bulk_refused");
        Reply stored = replies.stream().filter(it -> it.status() == 200).findAny().orElseThrow();
        String all = PRODUCTS + "?total=true&seller=sel_" + one.id().substring(4);
        assertThat(http.get(all, after(stored)).json().get("total").longValue()).isEqualTo(20);
    }

    private static void oneWins(List<Reply> replies, String code) {
        assertThat(replies)
                .filteredOn(reply -> reply.status() < 300)
                .as(() -> replies.stream().map(it -> it.response().body()).toList().toString())
                .hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() >= 400)
                .allSatisfy(it -> assertThat(it.json().get("code").stringValue()).isEqualTo(code));
    }

    @Test
    void what_is_called_alike_at_once_gets_slugs_of_its_own() {
        Member one = seller();
        List<Reply> replies =
                AtOnce.send(
                        IntStream.range(0, 4)
                                .<Supplier<Reply>>mapToObj(
                                        i ->
                                                () ->
                                                        http.post(
                                                                PRODUCTS,
                                                                row(word, mark + i, ""),
                                                                one.token())));

        assertThat(replies).allSatisfy(reply -> ok(201, reply));
        assertThat(replies)
                .extracting(reply -> reply.json().get("slug").stringValue())
                .doesNotHaveDuplicates();
    }

    @Test
    void operators_see_that_views_have_got_there() {
        Member seller = seller();
        Reply last = ok(200, http.post(BULK, rows(50, ""), seller.token()));
        ok(200, http.get(PRODUCTS, after(last)));

        JsonNode view =
                ok(200, http.get("/api/projections/catalog.view", members.admin().token())).json();
        assertThat(view.get("position").longValue())
                .isGreaterThanOrEqualTo(Long.parseLong(last.header("Souk-Position")));
        assertThat(view.get("deadLetters").longValue()).isZero();
    }
}
