package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All orders and all payments of a shop, as its admin sees them: do they add up? */
final class Ledger {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> KEPT = Set.of("PAID", "SHIPPED", "DELIVERED");

    private final Shopper http;
    private final Members members;

    Ledger(URI shop) {
        this(shop, new Members(shop));
    }

    Ledger(URI shop, Members members) {
        http = new Shopper(shop);
        this.members = members;
    }

    /**
     * Nothing is under way any more, and the money that was kept is that of the orders kept.
     *
     * @param position what views have to know before they count
     */
    void mustBeSettled(String position) {
        String[] admin = members.admin().tokenAnd("Souk-Position", position);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            assertThat(all("/api/admin/orders?status=PLACED", admin)).isEmpty();
                            assertThat(all("/api/admin/payments?status=OPEN", admin)).isEmpty();
                            assertThat(kept(admin)).isEqualTo(owed(admin));
                        });
        assertThat(all("/api/admin/orders", admin))
                .extracting(order -> order.get("number").stringValue())
                .doesNotHaveDuplicates();
    }

    /** Of orders that were paid. */
    int sold(String sku) {
        return all("/api/admin/orders", members.admin().token()).stream()
                .filter(Ledger::isKept)
                .flatMap(order -> children(order, "lines"))
                .filter(line -> line.get("sku").stringValue().equals(sku))
                .mapToInt(line -> line.get("quantity").intValue())
                .sum();
    }

    private long kept(String[] admin) {
        return all("/api/admin/payments", admin).stream()
                .mapToLong(
                        payment ->
                                payment.at("/captured/amount").longValue()
                                        - payment.at("/refunded/amount").longValue())
                .sum();
    }

    private long owed(String[] admin) {
        return all("/api/admin/orders", admin).stream()
                .filter(Ledger::isKept)
                .mapToLong(order -> order.at("/amounts/total/amount").longValue())
                .sum();
    }

    private static boolean isKept(JsonNode order) {
        return KEPT.contains(order.get("status").stringValue());
    }

    private List<JsonNode> all(String path, String[] admin) {
        List<JsonNode> all = new ArrayList<>();
        String page = path + (path.contains("?") ? "&" : "?") + "limit=100";
        String next = page;
        while (next != null) {
            Reply reply = http.get(next, admin);
            assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
            children(reply.json(), "items").forEach(all::add);
            JsonNode cursor = reply.json().get("nextCursor");
            next =
                    cursor == null || cursor.isNull()
                            ? null
                            : page
                                    + "&cursor="
                                    + URLEncoder.encode(
                                            cursor.stringValue(), StandardCharsets.UTF_8);
        }
        return all;
    }

    private static Stream<JsonNode> children(JsonNode parent, String name) {
        return StreamSupport.stream(parent.get(name).spliterator(), false);
    }
}
