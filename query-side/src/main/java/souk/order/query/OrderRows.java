package souk.order.query;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads orders, and what belongs to them: for any number of orders in one statement. */
@Transactional(readOnly = true)
interface OrderRows extends Repository<OrderRow, String> {

    Optional<OrderRow> findByOrderId(String orderId);

    Optional<OrderRow> findByTrackingKey(String trackingKey);

    @Query("select l from LineRow l where l.key.orderId in :orders order by l.position")
    List<LineRow> linesOf(Collection<String> orders);

    @Query("select c from ConsignmentRow c where c.key.orderId in :orders order by c.position")
    List<ConsignmentRow> consignmentsOf(Collection<String> orders);

    @Query("select r from OrderRefundRow r where r.key.orderId in :orders order by r.asked")
    List<OrderRefundRow> refundsOf(Collection<String> orders);
}
