package souk.order.query;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.QueryBus;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.order.ConsignmentStatus;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderId;
import souk.order.OrderPage;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.FindSellerOrder;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.SellerOrderPage;
import souk.order.SellerOrderView;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Lists of orders, as buyers, sellers and admins ask for them. */
@QueryNodeTest
class OrderListTest {

    private static final Filter ALL = new Filter(null, null, null, null, null, null, null, null);

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired EntityManagerFactory database;

    private OrderHistory it;
    private OrderHistory other;

    @BeforeEach
    void begin() {
        it = new OrderHistory(events, queries);
        it.happen(it.placed(), it.paid());
        other = new OrderHistory(events, queries);
        other.happen(other.placed());
    }

    private OrderPage list(Filter filter, Sort sort, int limit, @Nullable String after) {
        return it.ask(new ListOrders(filter, sort, limit, after, true), OrderPage.class);
    }

    private List<OrderId> found(Filter filter) {
        OrderPage page = list(filter, Sort.NEWEST_FIRST, 100, null);
        assertThat(page.total()).isGreaterThanOrEqualTo(page.items().size());
        return page.items().stream().map(OrderView::id).toList();
    }

    private SellerOrderPage sells(
            SellerId seller, @Nullable ConsignmentStatus status, @Nullable String after) {
        return it.ask(new ListSellerOrders(seller, status, 1, after, true), SellerOrderPage.class);
    }

    private Object refusalOf(FindSellerOrder query) {
        var answer = it.answerTo(query, SellerOrderView.class);
        return HandlerExecutionException.resolveDetails(answer.exceptionResult()).orElseThrow();
    }

    @Test
    void finds_those_of_a_buyer() {
        OrderPage own =
                list(
                        new Filter(it.buyer, null, null, null, null, null, null, null),
                        Sort.NEWEST_FIRST,
                        10,
                        null);

        assertThat(own.items()).extracting(OrderView::id).containsExactly(it.order);
        assertThat(own.items().getFirst().trackingToken()).isEqualTo(it.token);
        assertThat(own.total()).isEqualTo(1);
        assertThat(own.next()).isNull();
    }

    @Test
    void finds_those_of_an_account() {
        assertThat(found(new Filter(null, null, null, null, it.account, null, null, null)))
                .containsExactly(it.order);
    }

    @Test
    void finds_those_with_something_of_a_seller() {
        assertThat(found(new Filter(null, null, null, null, null, it.basra, null, null)))
                .containsExactly(it.order);
    }

    @Test
    void finds_those_of_an_address() {
        assertThat(found(new Filter(null, null, null, null, null, null, it.email.key(), null)))
                .containsExactly(it.order);
    }

    @Test
    void finds_the_one_of_a_number() {
        assertThat(found(new Filter(null, null, null, null, null, null, null, it.number)))
                .containsExactly(it.order);
    }

    @Test
    void finds_those_of_a_status() {
        assertThat(found(new Filter(null, OrderStatus.PAID, null, null, null, null, null, null)))
                .contains(it.order)
                .doesNotContain(other.order);
    }

    @Test
    void finds_those_of_a_time() {
        Instant placed = view(other).placedAt();
        Filter from = new Filter(null, null, placed, null, null, null, null, null);
        Filter to = new Filter(null, null, null, placed, null, null, null, null);

        assertThat(found(from)).contains(other.order).doesNotContain(it.order);
        assertThat(found(to)).contains(it.order).doesNotContain(other.order);
    }

    private OrderView view(OrderHistory of) {
        return list(
                        new Filter(of.buyer, null, null, null, null, null, null, null),
                        Sort.NEWEST_FIRST,
                        1,
                        null)
                .items()
                .getFirst();
    }

    @Test
    void shows_admins_no_tokens() {
        assertThat(list(ALL, Sort.NEWEST_FIRST, 10, null).items())
                .isNotEmpty()
                .allSatisfy(order -> assertThat(order.trackingToken()).isNull());
    }

    @ParameterizedTest
    @EnumSource
    void is_read_page_by_page(Sort sort) {
        List<OrderView> all = list(ALL, sort, 100, null).items();
        List<OrderView> paged = new ArrayList<>();
        String after = null;
        do {
            OrderPage page = list(ALL, sort, 3, after);
            paged.addAll(page.items());
            after = page.next();
        } while (after != null && paged.size() < all.size());

        assertThat(paged.subList(0, all.size())).isEqualTo(all);
        assertThat(all.stream().map(OrderView::placedAt).toList())
                .isSortedAccordingTo(
                        sort == Sort.NEWEST_FIRST
                                ? java.util.Comparator.reverseOrder()
                                : java.util.Comparator.naturalOrder());
    }

    @Test
    void asks_three_times_for_one_as_for_many_and_once_more_where_money_went_back() {
        assertThat(statementsFor(1)).isBetween(3L, 4L);
        assertThat(statementsFor(10)).isBetween(3L, 4L);
    }

    /** Without those of whatever runs beside it, such as the asking for positions. */
    private long statementsFor(int limit) {
        Stream.generate(() -> new OrderHistory(events, queries))
                .limit(limit)
                .forEach(order -> order.happen(order.placed()));
        list(ALL, Sort.NEWEST_FIRST, limit, null);
        return statementsFor(
                () ->
                        it.ask(
                                new ListOrders(ALL, Sort.NEWEST_FIRST, limit, null, false),
                                OrderPage.class));
    }

    @Test
    void asks_once_for_one_that_is_looked_at() {
        look();

        assertThat(statementsFor(this::look)).isEqualTo(1);
    }

    private void look() {
        it.ask(new FindOrder(it.order, it.buyer), OrderView.class);
    }

    private long statementsFor(Runnable question) {
        Statistics statistics = database.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        question.run();
        assertThat(statistics.getEntityFetchCount()).isZero();
        return Arrays.stream(statistics.getQueries())
                .filter(
                        query ->
                                query.matches(
                                        "(?s).*(OrderRow|LineRow|ConsignmentRow|RefundRow|"
                                                + "PaymentRow).*"))
                .mapToLong(query -> statistics.getQueryStatistics(query).getExecutionCount())
                .sum();
    }

    @Test
    void shows_sellers_their_own_only() {
        SellerOrderView sent =
                it.ask(new FindSellerOrder(it.order, it.atlas), SellerOrderView.class);

        assertThat(sent.id()).isEqualTo(it.order);
        assertThat(sent.number()).isEqualTo(it.number);
        assertThat(sent.consignment().id()).isEqualTo(it.ofAtlas);
        assertThat(sent.consignment().lines())
                .extracting(OrderView.Line::sku)
                .containsExactly(it.mug);
        assertThat(sent.shippingAddress()).isEqualTo(OrderHistory.ADDRESS);
        assertThat(sent.phone()).isEqualTo(OrderHistory.PHONE);
        assertThat(sent.version()).isEqualTo(1);
        assertThat(refusalOf(new FindSellerOrder(it.order, other.atlas)))
                .isEqualTo(new OrderNotFound());
    }

    @Test
    void tells_sellers_where_to_only_when_there_is_something_to_send() {
        var waiting = new FindSellerOrder(other.order, other.atlas);
        SellerOrderView unpaid = it.ask(waiting, SellerOrderView.class);

        assertThat(unpaid.consignment().status()).isEqualTo(ConsignmentStatus.WAITING);
        assertThat(unpaid.shippingAddress()).isNull();
        assertThat(unpaid.phone()).isNull();

        other.happen(new OrderCancelled(other.order, OrderCancelled.Cause.BY_SHOP, null));
        assertThat(it.ask(waiting, SellerOrderView.class).shippingAddress()).isNull();
    }

    @Test
    void lists_what_a_seller_has_to_send() {
        it.happen(new ConsignmentShipped(it.order, it.ofAtlas, null, null));

        assertThat(sells(it.atlas, null, null).items())
                .extracting(SellerOrderView::id)
                .containsExactly(it.order);
        assertThat(sells(it.atlas, ConsignmentStatus.SHIPPED, null).total()).isEqualTo(1);
        assertThat(sells(it.basra, ConsignmentStatus.SHIPPED, null).items()).isEmpty();
        assertThat(sells(it.basra, ConsignmentStatus.READY, null).items()).hasSize(1);
    }

    @Test
    void lists_what_a_seller_has_to_send_page_by_page() {
        var next = new OrderHistory(events, queries, it.atlas);
        next.happen(next.placed());

        SellerOrderPage first = sells(it.atlas, null, null);
        SellerOrderPage second = sells(it.atlas, null, first.next());

        assertThat(first.total()).isEqualTo(2);
        assertThat(first.items()).extracting(SellerOrderView::id).containsExactly(next.order);
        assertThat(second.items()).extracting(SellerOrderView::id).containsExactly(it.order);
        assertThat(second.next()).isNull();
    }
}
