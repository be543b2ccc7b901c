package souk.order.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import souk.cart.CartOwner;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads pages of orders: from where the page before ended, so that no page is slower. */
@Repository
@Transactional(readOnly = true)
class OrderLists {

    private final EntityManager entities;

    OrderLists(EntityManager entities) {
        this.entities = entities;
    }

    List<OrderRow> page(ListOrders query, int limit) {
        OrderCursor after = OrderCursor.parse(query.after());
        boolean newest = query.sort() == Sort.NEWEST_FIRST;
        String rest =
                after == null
                        ? ""
                        : " and (o.placedAt %1$s :at or o.placedAt = :at and o.orderId %1$s :id)"
                                .formatted(newest ? "<" : ">");
        String sorted = " order by o.placedAt %1$s, o.orderId %1$s";
        TypedQuery<OrderRow> rows =
                wanted(
                        "select o",
                        rest + sorted.formatted(newest ? "desc" : "asc"),
                        OrderRow.class,
                        query.filter());
        if (after != null) {
            rows.setParameter("at", after.at()).setParameter("id", after.id());
        }
        return rows.setMaxResults(limit).getResultList();
    }

    long count(Filter filter) {
        return wanted("select count(o)", "", Long.class, filter).getSingleResult();
    }

    private <T> TypedQuery<T> wanted(String select, String rest, Class<T> type, Filter filter) {
        Map<String, Object> values = new LinkedHashMap<>();
        String conditions =
                is("o.buyer = :buyer", values, "buyer", textOf(filter.buyer()))
                        + is("o.status = :status", values, "status", filter.status())
                        + is("o.placedAt >= :from", values, "from", filter.from())
                        + is("o.placedAt < :to", values, "to", filter.to())
                        + is("o.buyer = :account", values, "account", account(filter))
                        + is("o.emailKey = :email", values, "email", textOf(filter.email()))
                        + is("o.number = :number", values, "number", textOf(filter.number()))
                        + is(
                                """
                                o.orderId in (select c.key.orderId from ConsignmentRow c
                                               where c.sellerId = :seller)\
                                """,
                                values,
                                "seller",
                                textOf(filter.seller()));
        TypedQuery<T> rows =
                entities.createQuery(
                        select + " from OrderRow o where true = true" + conditions + rest, type);
        values.forEach(rows::setParameter);
        return rows;
    }

    private static @Nullable String account(Filter filter) {
        return filter.account() == null ? null : CartOwner.account(filter.account()).value();
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String is(
            String condition, Map<String, Object> values, String name, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        values.put(name, value);
        return " and " + condition;
    }
}
