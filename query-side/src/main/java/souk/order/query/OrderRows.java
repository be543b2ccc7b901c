package souk.order.query;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.List;

/** Reads orders, and what belongs to them: for any number of orders in one statement. */
@Transactional(readOnly = true)
interface OrderRows extends Repository<OrderRow, String> {

    /** A line, and what it is sent with: nothing is sent that has no lines. */
    record Packed(LineRow line, ConsignmentRow consignment) {}

    @Query(
            """
            select l as line, c as consignment
              from LineRow l
              join ConsignmentRow c
                on c.key.orderId = l.key.orderId and c.key.consignmentId = l.consignmentId
             where l.key.orderId in :orders
             order by l.position
            """)
    List<Packed> contentsOf(Collection<String> orders);

    @Query("select r from OrderRefundRow r where r.key.orderId in :orders order by r.asked")
    List<OrderRefundRow> refundsOf(Collection<String> orders);
}
