package souk.order.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.order.ConsignmentStatus;
import souk.order.OrderPage;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderStatus;
import souk.order.OrderView;

import java.util.List;

/** The orders of an account: all of them for it to read, those under way to be waited for. */
@Component
class BuyerRecords implements PersonalRecords, OpenMatters {

    private static final List<OrderStatus> MAYBE_UNFINISHED =
            List.of(OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.PARTIALLY_REFUNDED);

    private final OrderMessages orders;

    BuyerRecords(OrderMessages orders) {
        this.orders = orders;
    }

    @Override
    public String member() {
        return "orders";
    }

    @Override
    public PersonalPages<OrderView> about(AccountId account) {
        return about(account, null);
    }

    private PersonalPages<OrderView> about(AccountId account, @Nullable OrderStatus status) {
        var filter = new Filter(null, status, null, null, account, null, null, null);
        return PersonalPages.all(
                wanted -> {
                    OrderPage page =
                            orders.list(
                                    new ListOrders(
                                            filter,
                                            Sort.OLDEST_FIRST,
                                            wanted.limit(),
                                            wanted.after(),
                                            false),
                                    null);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }

    @Override
    public List<Unfinished> of(AccountId account) {
        return MAYBE_UNFINISHED.stream()
                .flatMap(status -> about(account, status).items().stream())
                .filter(BuyerRecords::isUnfinished)
                .map(it -> new Unfinished("order", it.id().value(), "It is " + it.status() + "."))
                .toList();
    }

    // somebody may still pay it, or has to send something
    private static boolean isUnfinished(OrderView order) {
        return order.status() == OrderStatus.PLACED
                || order.consignments().stream()
                        .anyMatch(it -> it.status() == ConsignmentStatus.READY);
    }
}
