package souk.returns.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import souk.kernel.Ids;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderId;
import souk.order.Returned;
import souk.payment.PaymentId;
import souk.payment.RefundId;
import souk.platform.query.TablesInMemory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

class ReturnsProjectionTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Money PRICE = new Money(1_000, Currency.getInstance("EUR"));
    private static final OrderId ORDER = new OrderId(Ids.of(OrderId.PREFIX, 1, new byte[10]));
    private static final PaymentId PAYMENT =
            new PaymentId(Ids.of(PaymentId.PREFIX, 1, new byte[10]));
    private static final RefundId REFUND = new RefundId(Ids.of(RefundId.PREFIX, 1, new byte[10]));
    private static final RefundRequested REQUESTED =
            new RefundRequested(
                    ORDER,
                    REFUND,
                    PAYMENT,
                    "tx_1",
                    PRICE,
                    List.of(new Returned(new Sku("MUG"), new Quantity(2))),
                    "broken",
                    true);
    private static final OrderRefunded REFUNDED =
            new OrderRefunded(ORDER, REFUND, "tx_1", PRICE, PRICE, 3);

    private final TablesInMemory tables = new TablesInMemory();
    private final ReturnsProjection projection = new ReturnsProjection(tables);

    private ReturnRow row() {
        return tables.of(ReturnRow.class, String.class).find(REFUND.value()).orElseThrow();
    }

    @Test
    void a_refund_is_asked_for() {
        projection.on(REQUESTED, NOON);

        assertThat(row().reason).isEqualTo("broken");
        assertThat(row().pieces).isEqualTo(2);
        assertThat(row().amount).isEqualTo(1_000);
        assertThat(row().askedAt).isEqualTo(NOON);
        assertThat(row().paidAt).isNull();
    }

    @Test
    void and_paid() {
        projection.on(REQUESTED, NOON);
        projection.on(REFUNDED, NOON.plusSeconds(5));

        assertThat(row().paidAt).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void what_nobody_asked_for_is_passed_over() {
        projection.on(REFUNDED, NOON);

        assertThat(tables.of(ReturnRow.class, String.class).find(REFUND.value())).isEmpty();
    }

    @Test
    void is_what_the_guide_shows() throws IOException {
        String fold =
                Files.readString(
                        Path.of("src/test/java/souk/returns/query/ReturnsProjection.java"));
        String table =
                Files.readString(Path.of("src/test/resources/db/returns_view/V1__refund.sql"));

        assertThat(Files.readString(Path.of("../docs/analysts.md")))
                .contains(fold.substring(fold.indexOf("@Projection")), table);
    }
}
