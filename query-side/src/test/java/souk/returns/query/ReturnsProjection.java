package souk.returns.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.RefundRequested;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.Instant;

@Projection(processingGroup = "returns.view")
class ReturnsProjection {

    private final Table<ReturnRow, String> refunds;

    ReturnsProjection(Tables tables) {
        refunds = tables.of(ReturnRow.class, String.class);
    }

    @EventHandler
    void on(RefundRequested event, @Timestamp Instant time) {
        refunds.insert(new ReturnRow(event, time));
    }

    @EventHandler
    void on(OrderRefunded event, @Timestamp Instant time) {
        String refund = event.refundId().value();
        // money that an order could not take goes back without having been asked for
        if (refunds.find(refund).isPresent()) {
            refunds.change(refund, row -> row.paidAt = time);
        }
    }
}
