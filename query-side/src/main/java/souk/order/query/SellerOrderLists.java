package souk.order.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import souk.order.ConsignmentStatus;
import souk.order.OrderQuery.ListSellerOrders;

import java.util.List;

/** Reads pages of what one seller has to send, or has sent. */
@Repository
@Transactional(readOnly = true)
class SellerOrderLists {

    private final EntityManager entities;

    SellerOrderLists(EntityManager entities) {
        this.entities = entities;
    }

    List<OrderRow> page(ListSellerOrders query, int limit) {
        OrderCursor after = OrderCursor.parse(query.after());
        String rest =
                after == null
                        ? ""
                        : " and (c.placedAt < :at or c.placedAt = :at and c.key.orderId < :id)";
        TypedQuery<OrderRow> rows =
                wanted(
                        "select o from OrderRow o join ConsignmentRow c on c.key.orderId ="
                                + " o.orderId",
                        rest + " order by c.placedAt desc, c.key.orderId desc",
                        OrderRow.class,
                        query);
        if (after != null) {
            rows.setParameter("at", after.at()).setParameter("id", after.id());
        }
        return rows.setMaxResults(limit).getResultList();
    }

    long count(ListSellerOrders query) {
        return wanted("select count(c) from ConsignmentRow c", "", Long.class, query)
                .getSingleResult();
    }

    private <T> TypedQuery<T> wanted(
            String select, String rest, Class<T> type, ListSellerOrders query) {
        ConsignmentStatus status = query.status();
        TypedQuery<T> rows =
                entities.createQuery(
                        select
                                + " where c.sellerId = :seller"
                                + (status == null ? "" : " and c.status = :status")
                                + rest,
                        type);
        rows.setParameter("seller", query.seller().value());
        if (status != null) {
            rows.setParameter("status", status);
        }
        return rows;
    }
}
