package souk.order.query;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.cart.CartOwner;
import souk.kernel.Rejected;
import souk.order.OrderPage;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.FindSellerOrder;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.OrderQuery.TrackOrder;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.order.SellerOrderPage;
import souk.order.SellerOrderView;
import souk.platform.query.ReadsFrom;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers what is asked about orders. */
@Component
@ReadsFrom({"order.view", "payment.view"})
class OrderQueries {

    private final OrderRows orders;
    private final OrderLists lists;
    private final SellerOrderLists sellers;
    private final OrderViews views;
    private final TransactionTemplate reading;

    OrderQueries(
            OrderRows orders,
            OrderLists lists,
            SellerOrderLists sellers,
            OrderViews views,
            PlatformTransactionManager transactions) {
        this.orders = orders;
        this.lists = lists;
        this.sellers = sellers;
        this.views = views;
        // one for all statements of an answer, instead of one for each
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    @QueryHandler
    OrderView handle(FindOrder query) {
        return found(
                        () ->
                                orders.findByOrderId(query.orderId().value())
                                        .filter(order -> isOf(query.buyer(), order)))
                .map(order -> query.buyer() == null ? order.withoutToken() : order)
                .orElseThrow(OrderQueries::notFound);
    }

    @QueryHandler
    OrderView handle(TrackOrder query) {
        return found(() -> orders.findByTrackingKey(TrackingKey.of(query.trackingToken())))
                .map(OrderView::withoutBuyer)
                .orElseThrow(OrderQueries::notFound);
    }

    @QueryHandler
    OrderPage handle(ListOrders query) {
        List<OrderRow> found = lists.page(query, query.limit() + 1);
        List<OrderRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        List<OrderView> items = views.of(page);
        return new OrderPage(
                query.filter().buyer() == null
                        ? items.stream().map(OrderView::withoutToken).toList()
                        : items,
                found.size() > page.size() ? end(page, query.sort()) : null,
                query.total() ? (Long) lists.count(query.filter()) : null);
    }

    @QueryHandler
    SellerOrderView handle(FindSellerOrder query) {
        return found(() -> orders.findByOrderId(query.orderId().value()))
                .flatMap(it -> SellerOrderView.of(it, query.seller()))
                .orElseThrow(OrderQueries::notFound);
    }

    @QueryHandler
    SellerOrderPage handle(ListSellerOrders query) {
        List<OrderRow> found = sellers.page(query, query.limit() + 1);
        List<OrderRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new SellerOrderPage(
                views.of(page).stream()
                        .flatMap(order -> SellerOrderView.of(order, query.seller()).stream())
                        .toList(),
                found.size() > page.size() ? end(page, Sort.NEWEST_FIRST) : null,
                query.total() ? (Long) sellers.count(query) : null);
    }

    private static String end(List<OrderRow> page, Sort sort) {
        OrderRow last = page.getLast();
        return OrderCursor.behind(last.placedAt, last.orderId, sort);
    }

    private Optional<OrderView> found(Supplier<Optional<OrderRow>> row) {
        return Objects.requireNonNull(reading.execute(_ -> row.get().map(views::of)));
    }

    private static boolean isOf(@Nullable CartOwner buyer, OrderRow order) {
        return buyer == null || buyer.value().equals(order.buyer);
    }

    private static Rejected notFound() {
        return new Rejected(new OrderNotFound());
    }
}
