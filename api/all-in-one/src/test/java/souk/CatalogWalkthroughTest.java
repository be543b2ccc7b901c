package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Somebody becomes a seller and fills the shop: over HTTP, on a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class CatalogWalkthroughTest {

    private static final String PRODUCTS = "/api/products";
    private static final String APPLICATION = "{\"name\": \"Atlas\", \"tier\": \"RETAILER\"}";

    @LocalServerPort int port;

    private Shopper http;
    private Members members;
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 9);

    @BeforeEach
    void arrive() {
        URI shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop);
    }

    private static void isProblem(Reply reply, int status, String code) {
        assertThat(reply.json().path("code").asString())
                .as(reply.response().body())
                .isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    private static JsonNode ok(Reply reply, int status) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        return reply.json();
    }

    private static String idOf(JsonNode resource) {
        return resource.get("id").stringValue();
    }

    private static String[] after(Reply written, String... more) {
        String[] headers = java.util.Arrays.copyOf(more, more.length + 2);
        headers[more.length] = "Souk-Position";
        headers[more.length + 1] = written.header("Souk-Position");
        return headers;
    }

    private Member seller() {
        Member member = members.join();
        JsonNode seller = ok(http.post("/api/sellers", APPLICATION, member.token()), 201);
        Reply approved =
                http.post(
                        "/api/admin/sellers/" + idOf(seller) + "/approval",
                        "{}",
                        members.admin().token());
        assertThat(ok(approved, 200).get("status").stringValue()).isEqualTo("APPROVED");
        return members.login(member);
    }

    private static String sellerIdOf(Member member) {
        return member.id().replace("acc_", "sel_");
    }

    private static String product(String title, String sku, long price) {
        return """
        {"title": "%s", "listed": true,
         "variants": [{"sku": "%s", "price": {"amount": %d, "currency": "TND"}}]}\
        """
                .formatted(title, sku, price);
    }

    private Reply search(Reply after, String query) {
        return http.get(
                PRODUCTS + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8),
                after(after));
    }

    private static java.util.List<String> titlesIn(JsonNode list) {
        return StreamSupport.stream(list.get("items").spliterator(), false)
                .map(item -> item.get("title").stringValue())
                .toList();
    }

    @Nested
    class Selling {

        @Test
        void takes_an_application_and_an_approval() {
            Member member = members.join();
            isProblem(http.post("/api/sellers", APPLICATION), 401, "unauthenticated");
            isProblem(
                    http.post(PRODUCTS, product("Mug", word, 5), member.token()), 403, "forbidden");

            Reply applied = http.post("/api/sellers", APPLICATION, member.token());
            String id = idOf(ok(applied, 201));
            assertThat(applied.json().get("status").stringValue()).isEqualTo("APPLIED");
            assertThat(applied.header("ETag")).isEqualTo("\"0\"");
            isProblem(
                    http.post("/api/sellers", APPLICATION, member.token()), 409, "already_seller");
            assertThat(
                            ok(http.get("/api/me", after(applied, member.token())), 200)
                                    .at("/seller/id")
                                    .stringValue())
                    .isEqualTo(id);

            String approval = "/api/admin/sellers/" + id + "/approval";
            isProblem(http.post(approval, "{}", member.token()), 403, "forbidden");
            Reply approved = http.post(approval, "{}", members.admin().token());
            assertThat(ok(approved, 200).get("status").stringValue()).isEqualTo("APPROVED");

            JsonNode seen = ok(http.get("/api/sellers/" + id, after(approved)), 200);
            assertThat(seen.get("status").stringValue()).isEqualTo("APPROVED");
            assertThat(seen.has("accountId")).isFalse();
            JsonNode listed =
                    ok(
                            http.get(
                                    "/api/admin/sellers?status=APPROVED&limit=1&total=true",
                                    members.admin().token()),
                            200);
            assertThat(listed.get("items")).hasSize(1);
            assertThat(listed.get("total").longValue()).isPositive();
        }

        @Test
        void rests_while_suspended() {
            Member seller = seller();
            Reply created = http.post(PRODUCTS, product("Mug " + word, word, 5), seller.token());
            String path = PRODUCTS + "/" + idOf(ok(created, 201));
            String suspension = "/api/admin/sellers/" + sellerIdOf(seller) + "/suspension";
            String[] admin = members.admin().token();

            Reply suspended = http.post(suspension, "{\"reason\": \"fakes\"}", admin);
            assertThat(ok(suspended, 200).get("status").stringValue()).isEqualTo("SUSPENDED");
            isProblem(http.get(path, after(suspended)), 404, "product_not_found");
            isProblem(
                    http.post(PRODUCTS, product("More", "x" + word, 5), seller.token()),
                    403,
                    "seller_not_approved");

            Reply reinstated = http.delete(suspension, admin);
            assertThat(ok(reinstated, 200).get("status").stringValue()).isEqualTo("APPROVED");
            ok(http.get(path, after(reinstated)), 200);
        }

        @Test
        void nobody_is_not_found() {
            isProblem(
                    http.get("/api/sellers/sel_01hzy00000000000000000000a"),
                    404,
                    "seller_not_found");
        }
    }

    @Nested
    class A_product {

        @Test
        void is_created_changed_delisted_and_archived() {
            Member seller = seller();
            Reply created =
                    http.post(
                            PRODUCTS, product("Tasse d'Été " + word, word, 19_900), seller.token());
            JsonNode product = ok(created, 201);
            String path = created.header("Location");
            assertThat(path).isEqualTo(PRODUCTS + "/" + idOf(product));
            assertThat(product.get("slug").stringValue()).isEqualTo("tasse-d-ete-" + word);
            assertThat(product.at("/seller/name").stringValue()).isEqualTo("Atlas");

            JsonNode shown =
                    ok(
                            http.get(
                                    PRODUCTS + "/" + product.get("slug").stringValue(),
                                    after(created)),
                            200);
            assertThat(shown.get("version")).isEqualTo(product.get("version"));
            assertThat(shown.at("/variants/0/price/amount").longValue()).isEqualTo(19_900);

            Reply changed =
                    http.patch(
                            path,
                            "{\"brand\": \"Zen\", \"description\": \"Bleue\"}",
                            seller.tokenAnd("If-Match", created.header("ETag")));
            assertThat(ok(changed, 200).get("brand").stringValue()).isEqualTo("Zen");
            isProblem(
                    http.patch(
                            path,
                            "{\"brand\": \"Late\"}",
                            seller.tokenAnd("If-Match", created.header("ETag"))),
                    412,
                    "version_mismatch");
            Reply cleared = http.patch(path, "{\"brand\": null}", seller.token());
            assertThat(ok(cleared, 200).has("brand")).isFalse();
            assertThat(cleared.json().get("description").stringValue()).isEqualTo("Bleue");

            Reply delisted = http.post(path + "/listing", "{\"listed\": false}", seller.token());
            assertThat(ok(delisted, 200).get("status").stringValue()).isEqualTo("DELISTED");
            isProblem(http.get(path, after(delisted)), 404, "product_not_found");
            ok(http.get(path, after(delisted, seller.token())), 200);
            assertThat(
                            titlesIn(
                                    ok(
                                            http.get(
                                                    PRODUCTS + "?seller=me&status=DELISTED",
                                                    after(delisted, seller.token())),
                                            200)))
                    .containsExactly("Tasse d'Été " + word);

            Reply archived = http.delete(path, seller.token());
            assertThat(archived.status()).isEqualTo(204);
            isProblem(http.get(path, after(archived, seller.token())), 404, "product_not_found");
            isProblem(
                    http.patch(path, "{\"brand\": \"A\"}", seller.token()),
                    409,
                    "product_is_archived");
        }

        @Test
        void is_its_sellers_alone() {
            Reply created = http.post(PRODUCTS, product("Mug " + word, word, 5), seller().token());
            String path = PRODUCTS + "/" + idOf(ok(created, 201));
            Member other = seller();

            isProblem(
                    http.patch(path, "{\"brand\": \"A\"}", other.token()),
                    404,
                    "product_not_found");
            isProblem(http.delete(path, other.token()), 404, "product_not_found");
            isProblem(http.delete(path, members.join().token()), 403, "forbidden");
            isProblem(http.delete(path), 401, "unauthenticated");
            ok(http.patch(path, "{\"brand\": \"A\"}", members.admin().token()), 200);
        }

        @Test
        void has_a_slug_and_skus_of_its_own() {
            Member seller = seller();
            ok(http.post(PRODUCTS, product("Mug " + word, word, 5), seller.token()), 201);

            isProblem(
                    http.post(PRODUCTS, product("Mug", word, 5), seller().token()),
                    409,
                    "sku_taken");
            String same =
                    "{\"title\": \"Mug\", \"slug\": \"mug-%s\", \"variants\": [%s]}"
                            .formatted(word, "{\"price\": {\"amount\": 1, \"currency\": \"TND\"}}");
            isProblem(http.post(PRODUCTS, same, seller.token()), 409, "slug_taken");
        }

        @Test
        void is_refused_for_what_it_cannot_be() {
            String[] seller = seller().token();
            String price = "{\"price\": {\"amount\": %s, \"currency\": \"%s\"}%s}";
            for (String variant :
                    new String[] {
                        price.formatted(0, "TND", ""),
                        price.formatted(-5, "TND", ""),
                        price.formatted(5, "XXX", ""),
                        price.formatted(5, "ABC", ""),
                        price.formatted(
                                5,
                                "TND",
                                ", \"compareAtPrice\": {\"amount\": 5, \"currency\": \"TND\"}"),
                        price.formatted(
                                5,
                                "TND",
                                ", \"compareAtPrice\": {\"amount\": 9, \"currency\": \"EUR\"}"),
                    }) {
                isProblem(
                        http.post(
                                PRODUCTS,
                                "{\"title\": \"Mug\", \"variants\": [" + variant + "]}",
                                seller),
                        400,
                        "invalid_input");
            }
            isProblem(
                    http.post(PRODUCTS, "{\"title\": \"Mug\", \"variants\": []}", seller),
                    400,
                    "invalid_input");
            isProblem(
                    http.post(PRODUCTS, product("a\\u0000b", word, 5), seller),
                    400,
                    "invalid_input");
            isProblem(
                    http.patch(
                            PRODUCTS + "/prd_01hzy00000000000000000000a",
                            "{\"title\": null}",
                            seller),
                    400,
                    "invalid_input");
            isProblem(
                    http.patch(PRODUCTS + "/prd_01hzy00000000000000000000a", "[]", seller),
                    400,
                    "invalid_input");
        }
    }

    @Nested
    class Bulk {

        private String rows(int count, String mark) {
            return IntStream.range(0, count)
                    .mapToObj(i -> product("Tasse " + word + " " + i, mark + word + i, 5 + i))
                    .collect(Collectors.joining(","));
        }

        @Test
        void creates_and_changes_many_at_once() {
            Member seller = seller();
            Reply created =
                    http.post(
                            PRODUCTS + "/bulk",
                            "{\"create\": [" + rows(500, "a") + "]}",
                            seller.token());
            JsonNode rows = ok(created, 200).get("created");
            assertThat(rows).hasSize(500);

            Reply updated =
                    http.post(
                            PRODUCTS + "/bulk",
                            "{\"update\": [{\"id\": \"%s\", \"brand\": \"Zen\"}]}"
                                    .formatted(idOf(rows.get(0))),
                            seller.token());
            assertThat(ok(updated, 200).at("/updated/0/version").longValue()).isEqualTo(2);

            JsonNode found =
                    ok(
                            http.get(
                                    PRODUCTS + "?query=" + word + "&total=true&facets=true&limit=5",
                                    after(updated)),
                            200);
            assertThat(found.get("total").longValue()).isEqualTo(500);
            assertThat(found.get("items")).hasSize(5);
            assertThat(found.at("/facets/brands/0/brand").stringValue()).isEqualTo("Zen");
        }

        @Test
        void tells_of_every_bad_row_and_changes_nothing() {
            Member seller = seller();
            String bad = "{\"title\": \"\", \"variants\": []}";
            Reply refused =
                    http.post(
                            PRODUCTS + "/bulk",
                            "{\"create\": [%s, %s], \"update\": [{\"brand\": \"A\"}, {\"id\": 5}]}"
                                    .formatted(rows(1, "a"), bad),
                            seller.token());

            isProblem(refused, 422, "bulk_refused");
            assertThat(refused.json().get("errors"))
                    .extracting(error -> error.get("field").stringValue())
                    .containsExactly("create[1].title", "update[0].id", "update[1].id");

            Reply taken =
                    http.post(
                            PRODUCTS + "/bulk",
                            "{\"create\": [%s, %s]}".formatted(rows(1, "a"), rows(1, "a")),
                            seller.token());
            isProblem(taken, 422, "bulk_refused");
            assertThat(taken.json().at("/errors/0/field").stringValue()).isEqualTo("create[1]");
            assertThat(taken.json().at("/errors/0/code").stringValue()).isEqualTo("sku_taken");
            ok(http.post(PRODUCTS, product("Mug", "a" + word + "0", 5), seller.token()), 201);
        }
    }

    @Nested
    class Looking_around {

        @Test
        void finds_in_spite_of_typos_and_suggests_and_relates() {
            Member seller = seller();
            String[] admin = members.admin().token();
            JsonNode category =
                    ok(http.post("/api/categories", "{\"name\": \"Tasses\"}", admin), 201);
            String row =
                    """
                    {"title": "%s", "listed": true, "categoryId": "%s",
                     "variants": [{"price": {"amount": 5, "currency": "TND"}}]}\
                    """;
            http.post(PRODUCTS, row.formatted("Théière " + word, idOf(category)), seller.token());
            Reply last =
                    http.post(
                            PRODUCTS,
                            row.formatted("Tasse " + word, idOf(category)),
                            seller.token());

            assertThat(titlesIn(ok(search(last, "teiere " + word), 200)))
                    .containsExactly("Théière " + word);
            assertThat(
                            titlesIn(
                                    ok(
                                            http.get(
                                                    PRODUCTS + "/suggestions?query=thei",
                                                    after(last)),
                                            200)))
                    .contains("Théière " + word);
            assertThat(
                            titlesIn(
                                    ok(
                                            http.get(
                                                    PRODUCTS + "/" + idOf(last.json()) + "/related",
                                                    after(last)),
                                            200)))
                    .containsExactly("Théière " + word);
            Reply first =
                    http.get(
                            PRODUCTS + "?sort=title&limit=1&category=" + idOf(category),
                            after(last));
            assertThat(titlesIn(ok(first, 200))).containsExactly("Tasse " + word);
            String next = first.header("Link").replaceAll("^<|>.*$", "");
            assertThat(titlesIn(ok(http.get(next), 200))).containsExactly("Théière " + word);
            isProblem(http.get(next.replace("sort=title", "sort=price")), 400, "invalid_cursor");
        }

        @Test
        void refuses_what_it_does_not_know() {
            isProblem(http.get(PRODUCTS + "?sort=colour"), 400, "invalid_input");
            isProblem(http.get(PRODUCTS + "?colour=blue"), 400, "invalid_input");
            isProblem(http.get(PRODUCTS + "?minPrice=a"), 400, "invalid_input");
            isProblem(http.get(PRODUCTS + "?query=%00"), 400, "invalid_input");
            isProblem(http.get(PRODUCTS + "?currency=ABC"), 400, "invalid_input");
            isProblem(http.get(PRODUCTS + "?seller=me"), 401, "unauthenticated");
            isProblem(http.get(PRODUCTS + "/prd_nothing"), 400, "invalid_input");
            isProblem(http.get(PRODUCTS + "/nothing-" + word), 404, "product_not_found");
        }

        @Test
        void goes_along_the_tree_of_categories() {
            String[] admin = members.admin().token();
            Reply home = http.post("/api/categories", "{\"name\": \"Home " + word + "\"}", admin);
            Reply kitchen =
                    http.post(
                            "/api/categories",
                            "{\"name\": \"Kitchen\", \"parentId\": \"%s\"}"
                                    .formatted(idOf(ok(home, 201))),
                            admin);
            String path = "/api/categories/" + idOf(ok(kitchen, 201));

            isProblem(
                    http.patch(
                            "/api/categories/" + idOf(home.json()),
                            "{\"parentId\": \"" + idOf(kitchen.json()) + "\"}",
                            admin),
                    409,
                    "category_cycle");
            Reply moved = http.patch(path, "{\"parentId\": null, \"name\": \"K\"}", admin);
            assertThat(ok(moved, 200).has("parentId")).isFalse();
            Reply all = http.get("/api/categories", after(moved));
            assertThat(ok(all, 200).get("items"))
                    .anySatisfy(it -> assertThat(idOf(it)).isEqualTo(idOf(kitchen.json())));
            assertThat(all.header("ETag")).isEqualTo(moved.header("ETag"));
            isProblem(
                    http.post("/api/categories", "{\"name\": \"A\"}", seller().token()),
                    403,
                    "forbidden");
            isProblem(http.patch(path, "{\"name\": null}", admin), 400, "invalid_input");
        }
    }
}
