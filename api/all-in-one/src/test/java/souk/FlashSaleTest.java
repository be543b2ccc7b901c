package souk;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.groupingBy;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.inventory.StockEvent.StockReserved;
import souk.order.OrderEvent.OrderPlaced;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many want what there is little of, all at the same moment: over HTTP, on a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class FlashSaleTest {

    @LocalServerPort int port;
    @Autowired EventStore events;
    @Autowired Environment settings;

    private URI shop;
    private Shelves shelves;

    @BeforeEach
    void open() {
        shop = URI.create("http://localhost:" + port);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        shelves = new Shelves(shop, members, "RARE", "OTHER");
    }

    private List<Buyer> buyers(int many, String name) {
        List<Buyer> buyers = IntStream.range(0, many).mapToObj(_ -> new Buyer(shop)).toList();
        AtOnce.send(
                buyers.stream()
                        .map(
                                buyer ->
                                        () -> {
                                            buyer.with(shelves.sku(name), 1);
                                            return buyer.cart();
                                        }));
        return buyers;
    }

    private <E> List<E> stored(String stream, Class<E> type) {
        // from the first on: without it, a snapshot would stand for those before
        return events.readEvents(stream, 0)
                .asStream()
                .map(event -> (Object) event.getPayload())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Map<Integer, List<Reply>> byStatus(List<Reply> replies) {
        return replies.stream().collect(groupingBy(Reply::status));
    }

    private static void mustHaveLost(Reply reply, String sku) {
        assertThat(reply.json().get("code").stringValue()).isEqualTo("out_of_stock");
        assertThat(reply.json().at("/skus/0/sku").stringValue()).isEqualTo(sku);
    }

    /** Ten times as many as there are pieces. */
    int crowd() {
        return 1_000;
    }

    @Test
    void a_crowd_gets_exactly_what_there_is() {
        int pieces = crowd() / 10;
        List<Buyer> buyers = buyers(crowd(), "RARE");
        shelves.stock("RARE", pieces);

        List<Reply> replies = AtOnce.send(buyers.stream().map(buyer -> buyer::checkOut));

        Map<Integer, List<Reply>> outcome = byStatus(replies);
        assertThat(outcome).containsOnlyKeys(201, 422);
        assertThat(outcome.get(201)).hasSize(pieces);
        assertThat(outcome.get(422)).allSatisfy(reply -> mustHaveLost(reply, shelves.sku("RARE")));

        Set<String> orders = outcome.get(201).stream().map(Buyer::id).collect(Collectors.toSet());
        assertThat(orders).hasSize(pieces);
        assertThat(outcome.get(201))
                .extracting(reply -> reply.json().get("number").stringValue())
                .doesNotHaveDuplicates();
        List<StockReserved> reserved = stored("stock_" + shelves.sku("RARE"), StockReserved.class);
        assertThat(reserved).hasSize(pieces);
        assertThat(reserved)
                .extracting(StockReserved::reference)
                .containsExactlyInAnyOrderElementsOf(orders);
        assertThat(orders)
                .allSatisfy(order -> assertThat(stored(order, OrderPlaced.class)).hasSize(1));
        JsonNode left = shelves.look("RARE");
        assertThat(left.get("reserved").intValue()).isEqualTo(pieces);
        assertThat(left.get("available").intValue()).isZero();

        // nobody is left half way: a cart is bought as a whole, or it is as it was
        String position = shelves.position();
        for (int i = 0; i < buyers.size(); i++) {
            int held = replies.get(i).status() == 201 ? 0 : 1;
            Reply cart = buyers.get(i).cart(position);
            assertThat(cart.status()).as(cart.response().body()).isEqualTo(200);
            assertThat(cart.json().get("itemCount").intValue()).isEqualTo(held);
        }
    }

    @RepeatedTest(20)
    void the_last_piece_is_sold_once() {
        List<Buyer> buyers = buyers(10, "RARE");
        shelves.stock("RARE", 1);

        Map<Integer, List<Reply>> outcome =
                byStatus(AtOnce.send(buyers.stream().map(buyer -> buyer::checkOut)));

        assertThat(outcome).containsOnlyKeys(201, 422);
        assertThat(outcome.get(201)).hasSize(1);
        assertThat(outcome.get(422)).hasSize(9);
        assertThat(shelves.look("RARE").get("available").intValue()).isZero();
    }

    @Test
    void adding_the_last_piece_twice_is_no_way_to_buy_two() {
        shelves.stock("RARE", 1);
        Buyer buyer = new Buyer(shop).with(shelves.sku("RARE"), 1);

        mustHaveLost(buyer.add(shelves.sku("RARE"), 1), shelves.sku("RARE"));

        shelves.stock("RARE", 2);
        buyer.and(shelves.sku("RARE"), 1);
        shelves.stock("RARE", 1);
        Reply refused = buyer.checkOut();
        assertThat(refused.status()).isEqualTo(422);
        mustHaveLost(refused, shelves.sku("RARE"));
        assertThat(shelves.look("RARE").get("reserved").intValue()).isZero();
    }

    @RepeatedTest(5)
    void carts_that_hold_the_same_things_in_opposite_order_do_not_wait_for_each_other() {
        List<Buyer> buyers =
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        new Buyer(shop)
                                                .with(shelves.sku(i % 2 == 0 ? "RARE" : "OTHER"), 1)
                                                .and(shelves.sku(i % 2 == 0 ? "OTHER" : "RARE"), 1))
                        .toList();

        List<Reply> replies = AtOnce.send(buyers.stream().map(buyer -> buyer::checkOut));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(201));
        assertThat(shelves.look("RARE").get("reserved").intValue()).isEqualTo(40);
        assertThat(shelves.look("OTHER").get("reserved").intValue()).isEqualTo(40);
    }

    @RepeatedTest(10)
    void one_cart_in_many_tabs_is_one_order() {
        Buyer buyer = new Buyer(shop).with(shelves.sku("RARE"), 2);

        List<Reply> replies = AtOnce.send(8, buyer::checkOut);

        Map<Integer, List<Reply>> outcome = byStatus(replies);
        assertThat(outcome).containsOnlyKeys(200, 201);
        assertThat(outcome.get(201)).hasSize(1);
        assertThat(replies).extracting(Buyer::id).containsOnly(Buyer.id(replies.getFirst()));
        assertThat(shelves.look("RARE").get("reserved").intValue()).isEqualTo(2);
    }

    @RepeatedTest(10)
    void what_is_cancelled_while_it_is_paid_is_either_paid_or_cancelled() {
        Buyer buyer = new Buyer(shop).with(shelves.sku("RARE"), 3);
        Reply placed = buyer.checkOut();
        Reply asked = buyer.askToPay(Buyer.id(placed));

        AtOnce.send(() -> buyer.pay(asked), () -> buyer.cancel(Buyer.id(placed)));

        JsonNode settled = Settling.of(buyer, Buyer.id(placed));
        String status = settled.get("status").stringValue();
        assertThat(status).isIn("PAID", "CANCELLED");
        JsonNode left = shelves.look("RARE");
        assertThat(left.get("reserved").intValue()).isZero();
        assertThat(left.get("onHand").intValue())
                .isEqualTo("PAID".equals(status) ? 100_000 - 3 : 100_000);
    }
}
