package souk.order.rest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.order.ConsignmentStatus;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.SellerOrderPage;
import souk.platform.rest.Queries;
import souk.seller.SellerId;

import java.util.List;
import java.util.stream.Stream;

/** What a seller still has to send, whether his shop is open or not. */
@Component
class SellersOrders implements OpenMatters {

    private static final int ENOUGH = 100; // to know what to do first

    private final Queries queries;

    SellersOrders(Queries queries) {
        this.queries = queries;
    }

    @Override
    public List<Unfinished> of(AccountId account, long asOf) {
        SellerId seller = SellerId.of(account);
        return Stream.concat(
                        all(seller, ConsignmentStatus.READY, "It is to be sent.", asOf),
                        all(seller, ConsignmentStatus.WAITING, "It may still be paid.", asOf))
                .toList();
    }

    private Stream<Unfinished> all(
            SellerId seller, ConsignmentStatus status, String why, long asOf) {
        var query = new ListSellerOrders(seller, status, ENOUGH, null, false);
        return queries.ask(query, SellerOrderPage.class, asOf).items().stream()
                .map(it -> new Unfinished("order", it.id().value(), why));
    }
}
