package souk;

import static org.assertj.core.api.Assertions.assertThat;

import souk.Members.Member;
import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a seller of our own has on sale: products, prices and stock, all of it over HTTP. */
final class Shelves {

    static final int PLENTY = 100_000;

    private final Shopper http;
    private final Members members;
    private Member seller;
    private final Map<String, String> products = new HashMap<>();

    /** Opens a shop, with plenty of everything at ten euros. */
    Shelves(URI shop, String... names) {
        this(shop, new Members(shop), names);
    }

    Shelves(URI shop, Members members, String... names) {
        this.http = new Shopper(shop);
        this.members = members;
        seller = opened(members.join());
        offer(List.of(names));
        Stream.of(names).forEach(name -> stock(name, PLENTY));
    }

    private Member opened(Member member) {
        Reply applied =
                http.post(
                        "/api/sellers",
                        "{\"name\": \"Atlas\", \"tier\": \"RETAILER\"}",
                        member.token());
        must(201, applied);
        must(
                200,
                http.post(
                        "/api/admin/sellers/" + id(applied) + "/approval",
                        "{}",
                        members.admin().token()));
        return members.login(member);
    }

    private void offer(List<String> names) {
        String rows =
                names.stream()
                        .map(
                                name ->
                                        """
                                        {"title": "%s", "listed": true, "variants":
                                         [{"sku": "%s",
                                           "price": {"amount": 1000, "currency": "EUR"}}]}\
                                        """
                                                .formatted(name, sku(name)))
                        .collect(Collectors.joining(","));
        Reply created =
                http.post("/api/products/bulk", "{\"create\": [" + rows + "]}", seller.token());
        must(200, created);
        for (int i = 0; i < names.size(); i++) {
            products.put(names.get(i), created.json().at("/created/" + i + "/id").stringValue());
        }
    }

    /** A name as others can't have it. */
    String sku(String name) {
        return name + "-" + seller.id();
    }

    Reply stock(String name, int onHand) {
        Reply counted =
                http.put(
                        "/api/stock/" + sku(name).replace("/", "%2F"),
                        "{\"onHand\": %d}".formatted(onHand),
                        seller.token());
        must(200, counted);
        return counted;
    }

    Reply adjust(String name, int delta) {
        return http.post(
                "/api/stock/" + sku(name) + "/adjustments",
                "{\"delta\": %d, \"reason\": \"counted\"}".formatted(delta),
                seller.token());
    }

    /** The position of all that has happened by now: something is found, and lost again. */
    String position() {
        String any = products.keySet().iterator().next();
        must(200, adjust(any, 1));
        Reply lost = adjust(any, -1);
        must(200, lost);
        return lost.header("Souk-Position");
    }

    /** As it is by now: warning at the level that is set already changes nothing. */
    JsonNode look(String name) {
        Reply touched = http.patch("/api/stock/" + sku(name), "{\"threshold\": 0}", seller.token());
        must(200, touched);
        return touched.json();
    }

    Reply price(String name, long cents) {
        Reply changed =
                http.patch(
                        "/api/products/" + products.get(name),
                        """
                        {"variants": [{"sku": "%s",
                                       "price": {"amount": %d, "currency": "EUR"}}]}
                        """
                                .formatted(sku(name), cents),
                        seller.token());
        must(200, changed);
        return changed;
    }

    Reply delist(String name) {
        Reply changed =
                http.post(
                        "/api/products/" + products.get(name) + "/listing",
                        "{\"listed\": false}",
                        seller.token());
        must(200, changed);
        return changed;
    }

    Reply suspendSeller() {
        Reply suspended =
                http.post(
                        "/api/admin/sellers/sel_" + seller.id().substring(4) + "/suspension",
                        "{\"reason\": \"test\"}",
                        members.admin().token());
        must(200, suspended);
        return suspended;
    }

    Member seller() {
        return seller;
    }

    /** A token lasts a quarter of an hour; some tests last longer. */
    void logInAgain() {
        seller = members.login(seller);
    }

    private static String id(Reply reply) {
        return reply.json().get("id").stringValue();
    }

    private static void must(int status, Reply reply) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
    }
}
