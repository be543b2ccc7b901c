package souk.order.query;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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

/** Answers what is asked about orders. */
@Component
@ReadsFrom({"order.view", "payment.view"})
class OrderQueries {

    private final WholeOrders orders;
    private final OrderLists lists;
    private final SellerOrderLists sellers;
    private final OrderViews views;

    OrderQueries(WholeOrders orders, OrderLists lists, SellerOrderLists sellers, OrderViews views) {
        this.orders = orders;
        this.lists = lists;
        this.sellers = sellers;
        this.views = views;
    }

    @QueryHandler
    OrderView handle(FindOrder query) {
        return orders.find(query.orderId().value())
                .filter(whole -> isOf(query.buyer(), whole.order()))
                .map(views::of)
                .map(order -> query.buyer() == null ? order.withoutToken() : order)
                .orElseThrow(OrderQueries::notFound);
    }

    @QueryHandler
    OrderView handle(TrackOrder query) {
        return orders.track(TrackingKey.of(query.trackingToken()))
                .map(views::of)
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
        return orders.find(query.orderId().value())
                .map(views::of)
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

    private static boolean isOf(@Nullable CartOwner buyer, OrderRow order) {
        return buyer == null || buyer.value().equals(order.buyer);
    }

    private static Rejected notFound() {
        return new Rejected(new OrderNotFound());
    }
}
