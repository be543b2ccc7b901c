package souk.order.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import souk.order.query.OrderRows.Packed;
import souk.payment.PaymentStatus;
import souk.payment.query.PaymentStatuses;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one order and what belongs to it in one statement, and without a transaction around it:
 * buyers look again and again until it is paid.
 */
@Repository
class WholeOrders {

    /** An order, but for its refunds: most have none. */
    record Whole(OrderRow order, List<Packed> contents, @Nullable PaymentStatus payment) {}

    private final EntityManager entities;
    private final String byId;
    private final String byTrackingKey;

    WholeOrders(EntityManager entities, PaymentStatuses payments) {
        this.entities = entities;
        String select =
                """
                select o, l, c, cast(sql('%s', o.orderId) as String)
                  from OrderRow o
                  left join LineRow l on l.key.orderId = o.orderId
                  left join ConsignmentRow c
                    on c.key.orderId = o.orderId and c.key.consignmentId = l.consignmentId
                 where o.%s = :wanted
                 order by l.position
                """;
        String payment = payments.statusOf("?").replace("'", "''");
        this.byId = select.formatted(payment, "orderId");
        this.byTrackingKey = select.formatted(payment, "trackingKey");
    }

    Optional<Whole> find(String orderId) {
        return find(byId, orderId);
    }

    Optional<Whole> track(String trackingKey) {
        return find(byTrackingKey, trackingKey);
    }

    private Optional<Whole> find(String select, String wanted) {
        List<Tuple> found =
                entities.createQuery(select, Tuple.class)
                        .setParameter("wanted", wanted)
                        .getResultList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Packed> contents = new ArrayList<>();
        for (Tuple row : found) {
            if (row.get(1) instanceof LineRow line && row.get(2) instanceof ConsignmentRow sent) {
                contents.add(new Packed(line, sent));
            }
        }
        Tuple first = found.getFirst();
        return Optional.of(
                new Whole(
                        (OrderRow) first.get(0),
                        contents,
                        first.get(3) instanceof String status
                                ? PaymentStatus.valueOf(status)
                                : null));
    }
}
