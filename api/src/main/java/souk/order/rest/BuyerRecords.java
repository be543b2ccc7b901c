package souk.order.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.account.rest.PersonalStream;
import souk.order.ConsignmentStatus;
import souk.order.OrderPage;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.payment.PaymentId;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
    public PersonalPages<OrderView> about(AccountId account, long asOf) {
        return about(account, null, asOf);
    }

    private PersonalPages<OrderView> about(
            AccountId account, @Nullable OrderStatus status, long asOf) {
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
                                    asOf);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }

    /** With those of their payments. */
    @Override
    public void streams(AccountId account, long asOf, Consumer<PersonalStream> to) {
        about(account, asOf)
                .forEach(
                        order -> {
                            to.accept(PersonalStream.own(order.id()));
                            to.accept(PersonalStream.own(PaymentId.of(order.id().value())));
                        });
    }

    @Override
    public List<Unfinished> of(AccountId account, long asOf) {
        List<Unfinished> waiting = new ArrayList<>();
        for (OrderStatus status : MAYBE_UNFINISHED) {
            about(account, status, asOf)
                    .forEach(
                            order -> {
                                if (isUnfinished(order)) {
                                    waiting.add(unfinished(order));
                                }
                            });
        }
        return waiting;
    }

    private static Unfinished unfinished(OrderView order) {
        return new Unfinished("order", order.id().value(), "It is " + order.status() + ".");
    }

    // somebody may still pay it, or has to send something
    private static boolean isUnfinished(OrderView order) {
        return order.status() == OrderStatus.PLACED
                || order.consignments().stream()
                        .anyMatch(it -> it.status() == ConsignmentStatus.READY);
    }
}
