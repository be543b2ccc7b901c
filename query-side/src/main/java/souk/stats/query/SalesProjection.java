package souk.stats.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountRegistered;
import souk.kernel.Money;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderId;
import souk.order.OrderStatus;
import souk.payment.RefundId;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was sold, by whom, on which day. Days follow from the times of events and the shop's zone.
 */
@Projection(processingGroup = "stats.sales", undivided = true)
class SalesProjection {

    private final Table<SaleRow, String> sales;
    private final Table<SaleRefundRow, SaleRefundRow.Key> refunds;
    private final Names names;
    private final Sums sums;
    private final ShopSettings shop;

    SalesProjection(Tables tables, ShopSettings shop) {
        sales = tables.of(SaleRow.class, String.class);
        refunds = tables.of(SaleRefundRow.class, SaleRefundRow.Key.class);
        names = new Names(tables);
        sums = new Sums(tables);
        this.shop = shop;
    }

    @EventHandler
    void on(AccountRegistered registered, @Timestamp Instant at) {
        sums.registration(shop.dayOf(at));
    }

    @EventHandler
    void on(AccountAdmitted admitted, @Timestamp Instant at) {
        sums.registration(shop.dayOf(at));
    }

    @EventHandler
    void on(OrderPlaced placed, @Timestamp Instant at) {
        var sale = new SaleRow(placed, shop.dayOf(at));
        sales.insert(sale);
        sums.add(sale, 1);
        names.learn(placed);
    }

    @EventHandler
    void on(OrderPaid paid, @Timestamp Instant at) {
        LocalDate day = shop.dayOf(at);
        change(paid.orderId(), sale -> sale.pay(paid.amount().amount(), day));
        SaleRow sale = saleOf(paid.orderId());
        sums.buyer(sale.buyer, day);
        List<Item> items = Items.parse(sale.items).all();
        items.stream()
                .map(Item::seller)
                .distinct()
                .forEach(seller -> sums.seller(seller, day, sale.currency, row -> row.orders++));
        for (Item item : items) {
            sums.seller(
                    item.seller(),
                    day,
                    sale.currency,
                    row -> {
                        row.units += item.quantity();
                        row.gross += item.cost();
                    });
            if (item.isLine()) {
                sums.product(
                        item,
                        day,
                        sale.currency,
                        row -> {
                            row.units += item.quantity();
                            row.gross += item.cost();
                        });
            }
        }
    }

    @EventHandler
    void on(OrderCancelled cancelled) {
        change(cancelled.orderId(), sale -> sale.reach(OrderStatus.CANCELLED));
    }

    @EventHandler
    void on(OrderShipped shipped) {
        change(shipped.orderId(), sale -> sale.reach(OrderStatus.SHIPPED));
    }

    @EventHandler
    void on(OrderDelivered delivered) {
        change(delivered.orderId(), sale -> sale.reach(OrderStatus.DELIVERED));
    }

    @EventHandler
    void on(RefundRequested requested) {
        Items items = Items.parse(saleOf(requested.orderId()).items);
        know(keyOf(requested.orderId(), requested.refundId()), items.costOf(requested.lines()));
        // pieces that are taken back stay so, whatever becomes of the money
        sales.change(
                requested.orderId().value(),
                sale -> sale.items = items.takingBack(requested.lines()).texts());
    }

    @EventHandler
    void on(OrderRefunded refunded, @Timestamp Instant at) {
        refund(refunded.orderId(), refunded.refundId(), refunded.refunded(), at);
    }

    @EventHandler
    void on(RefundFailed failed, @Timestamp Instant at) {
        refund(failed.orderId(), failed.refundId(), failed.refunded(), at);
    }

    // the sum that an order tells counts: refunds of what it could not take have no part in it
    private void refund(OrderId order, RefundId refund, Money all, Instant at) {
        SaleRow sale = saleOf(order);
        long more = all.amount() - sale.refunded;
        if (more == 0) {
            return;
        }
        Items items = Items.parse(sale.items);
        SaleRefundRow.Key key = keyOf(order, refund);
        know(key, new long[items.all().size()]); // nobody here may have asked for it
        long[] parts = more > 0 ? given(items, key, more) : taken(items, key, -more);
        LocalDate day = shop.dayOf(at);
        for (int i = 0; i < parts.length; i++) {
            count(items.all().get(i), parts[i], day, sale.currency);
        }
        change(
                order,
                it -> {
                    it.items = items.refunded(parts).texts();
                    it.refund(all.amount(), day);
                });
    }

    private void know(SaleRefundRow.Key refund, long[] named) {
        if (refunds.find(refund).isEmpty()) {
            refunds.insert(new SaleRefundRow(refund, named));
        }
    }

    private long[] given(Items items, SaleRefundRow.Key key, long amount) {
        long[] named = refunds.find(key).orElseThrow().named();
        long[] parts = items.refund(amount, named);
        refunds.change(key, row -> row.count(parts));
        return parts;
    }

    private long[] taken(Items items, SaleRefundRow.Key key, long amount) {
        long[] parts = items.takeBack(amount, refunds.find(key).orElseThrow().counted()).clone();
        refunds.change(key, SaleRefundRow::countNothing);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = -parts[i];
        }
        return parts;
    }

    private void count(Item item, long refunded, LocalDate day, String currency) {
        if (refunded == 0) {
            return;
        }
        sums.seller(item.seller(), day, currency, row -> row.refunds += refunded);
        if (item.isLine()) {
            sums.product(item, day, currency, row -> row.refunds += refunded);
        }
    }

    // taken out of all sums, and put in again as it is then
    private void change(OrderId order, Consumer<SaleRow> change) {
        sales.change(
                order.value(),
                sale -> {
                    sums.add(sale, -1);
                    change.accept(sale);
                    sums.add(sale, 1);
                });
    }

    private SaleRow saleOf(OrderId order) {
        return sales.find(order.value()).orElseThrow();
    }

    private static SaleRefundRow.Key keyOf(OrderId order, RefundId refund) {
        return new SaleRefundRow.Key(order.value(), refund.value());
    }
}
