package souk.cart.query;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.cart.query.TestListings.TEN_EUROS;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import souk.cart.CartEvent;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartView;
import souk.cart.CartView.Line;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.platform.postgres.TestPostgres;
import souk.platform.query.QueryNodeTest;

import java.util.Map;

/** Carts whose rows were written before carts knew positions and prices of their lines. */
@QueryNodeTest
class CartMigrationTest {

    private static final CartOwner OWNER = CartOwner.guest("somebody");

    @Autowired EventStore events;
    @Autowired QueryBus queries;

    @DynamicPropertySource
    static void as_the_first_version_left_it(DynamicPropertyRegistry registry) {
        String database = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(database, null, null)
                .defaultSchema("cart_view")
                .createSchemas(true)
                .locations("classpath:db/cart_view")
                .target("1")
                .load()
                .migrate();
        var sql = new JdbcTemplate(new DriverManagerDataSource(database));
        for (int cart = 1; cart <= 3; cart++) {
            String id = cart(cart).value();
            sql.update(
                    "insert into cart_view.cart values (?, ?, 'OPEN', '{PEN,MUG,CUP}', 6, 4)",
                    id,
                    OWNER.value());
            sql.update(
                    """
                    insert into cart_view.cart_line
                    values (?, 'CUP', 3), (?, 'MUG', 2), (?, 'PEN', 1)
                    """,
                    id,
                    id,
                    id);
        }
        sql.update(
                "insert into cart_view.cart values (?, ?, 'OPEN', '{}', 0, 2)",
                cart(4).value(),
                OWNER.value());
        registry.add("spring.datasource.url", () -> database);
    }

    private static CartId cart(int number) {
        return new CartId(Ids.of(CartId.PREFIX, number, new byte[10]));
    }

    private static ItemAdded added(CartId cart, String sku, int quantity) {
        return new ItemAdded(cart, new Sku(sku), new Quantity(quantity), TEN_EUROS);
    }

    private void goOn(long sequence, CartEvent... happened) {
        for (CartEvent event : happened) {
            events.publish(
                    new GenericDomainEventMessage<>(
                            "Cart", event.cartId().value(), sequence++, event));
        }
    }

    private CartView view(CartId cart) {
        TrackingToken head = events.createHeadToken();
        Map<String, ?> seen =
                head == null
                        ? Map.of()
                        : Map.of(MessageKeys.POSITION, head.position().orElseThrow());
        return queries.query(
                        new GenericQueryMessage<>(
                                        new FindCart(cart, OWNER),
                                        ResponseTypes.instanceOf(CartView.class))
                                .withMetaData(seen))
                .join()
                .getPayload();
    }

    private static String line(Line line) {
        return line.quantity() + " " + line.sku();
    }

    @Test
    void show_their_lines_in_the_old_order_with_no_price_seen() {
        CartView cart = view(cart(1));

        assertThat(cart.lines())
                .extracting(CartMigrationTest::line)
                .containsExactly("1 PEN", "2 MUG", "3 CUP");
        assertThat(cart.lines()).extracting(Line::unitPrice).containsOnlyNulls();
        assertThat(cart.itemCount()).isEqualTo(6);
        assertThat(cart.notes()).isEmpty();
        assertThat(cart.version()).isEqualTo(4);
    }

    @Test
    void go_on_behind_their_old_lines() {
        goOn(5, added(cart(2), "BAG", 1), added(cart(2), "MUG", 1));

        CartView cart = view(cart(2));
        assertThat(cart.lines())
                .extracting(CartMigrationTest::line)
                .containsExactly("1 PEN", "3 MUG", "3 CUP", "1 BAG");
        assertThat(cart.lines())
                .extracting(Line::unitPrice)
                .containsExactly(null, TEN_EUROS, null, TEN_EUROS);
    }

    @Test
    void lose_their_old_lines_when_cleared() {
        goOn(5, new CartCleared(cart(3)), added(cart(3), "CUP", 1));

        assertThat(view(cart(3)).lines())
                .extracting(CartMigrationTest::line)
                .containsExactly("1 CUP");
    }

    @Test
    void stay_empty() {
        goOn(3, added(cart(4), "MUG", 1));

        assertThat(view(cart(4)).lines())
                .extracting(CartMigrationTest::line)
                .containsExactly("1 MUG");
    }
}
