package souk.cart.query;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Comparator.comparing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.cart.CartView;
import souk.kernel.Ids;
import souk.kernel.Money;
import souk.platform.query.Table;
import souk.platform.query.TablesInMemory;

import java.util.Currency;
import java.util.Random;

/** The same handlers, where there is no database. */
class CartProjectionTest {

    private static final CartOwner OWNER = CartOwner.guest("somebody");
    private static final CartId CART = new CartId(Ids.of(CartId.PREFIX, 1, new byte[10]));

    @RepeatedTest(50)
    void folds_into_any_tables(RepetitionInfo repetition) {
        var history =
                new CartHistory(CART, OWNER, 200, new Random(repetition.getCurrentRepetition()));
        var tables = new TablesInMemory();
        var projection = new CartProjection(tables);

        for (int version = 0; version < history.events.size(); version++) {
            projection.on(history.events.get(version), version);
        }

        Table<CartRow, String> carts = tables.of(CartRow.class, String.class);
        Table<CartLineRow, CartLineRow.Key> lines =
                tables.of(CartLineRow.class, CartLineRow.Key.class);
        CartView expected = history.outcome();
        CartRow cart = carts.find(CART.value()).orElseThrow();
        assertThat(cart.owner).isEqualTo(OWNER.value());
        assertThat(cart.version).isEqualTo(expected.version());
        assertThat(cart.itemCount).isEqualTo(expected.itemCount());
        assertThat(expected.lines())
                .allSatisfy(
                        line ->
                                assertThat(
                                                lines.find(
                                                        new CartLineRow.Key(
                                                                CART.value(), line.sku().value())))
                                        .hasValueSatisfying(
                                                row -> {
                                                    assertThat(row.quantity)
                                                            .isEqualTo(line.quantity());
                                                    assertThat(line.unitPrice())
                                                            .isEqualTo(seen(row));
                                                    assertThat(row.position)
                                                            .isBetween(
                                                                    cart.firstPosition,
                                                                    cart.nextPosition);
                                                }));
        assertThat(expected.lines())
                .extracting(CartView.Line::sku)
                .containsExactlyElementsOf(
                        expected.lines().stream()
                                .map(CartView.Line::sku)
                                .sorted(
                                        comparing(
                                                sku ->
                                                        lines.find(
                                                                        new CartLineRow.Key(
                                                                                CART.value(),
                                                                                sku.value()))
                                                                .orElseThrow()
                                                                .position))
                                .toList());
    }

    private static @Nullable Money seen(CartLineRow line) {
        return line.price == null || line.currency == null
                ? null
                : new Money(line.price, Currency.getInstance(line.currency));
    }
}
