package souk.payment.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import souk.payment.PaymentQuery.ListPayments;
import souk.payment.PaymentStatus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads payments and their refunds. */
@Repository
@Transactional(readOnly = true)
class PaymentReader {

    private final EntityManager entities;

    PaymentReader(EntityManager entities) {
        this.entities = entities;
    }

    Optional<PaymentRow> find(String payment) {
        return Optional.ofNullable(entities.find(PaymentRow.class, payment));
    }

    List<PaymentRow> all(Collection<String> payments) {
        return entities.createQuery(
                        "select p from PaymentRow p where p.paymentId in :payments",
                        PaymentRow.class)
                .setParameter("payments", payments)
                .getResultList();
    }

    List<RefundRow> refundsOf(Collection<String> payments) {
        return entities.createQuery(
                        "select r from RefundRow r where r.key.paymentId in :payments"
                                + " order by r.started",
                        RefundRow.class)
                .setParameter("payments", payments)
                .getResultList();
    }

    List<PaymentRow> page(ListPayments query, int limit) {
        PaymentCursor after = PaymentCursor.parse(query.after());
        String rest =
                after == null
                        ? ""
                        : " and (p.requestedAt < :at or p.requestedAt = :at and p.paymentId < :id)";
        TypedQuery<PaymentRow> rows =
                wanted(
                        "select p",
                        rest + " order by p.requestedAt desc, p.paymentId desc",
                        PaymentRow.class,
                        query);
        if (after != null) {
            rows.setParameter("at", after.at()).setParameter("id", after.id());
        }
        return rows.setMaxResults(limit).getResultList();
    }

    long count(ListPayments query) {
        return wanted("select count(p)", "", Long.class, query).getSingleResult();
    }

    private <T> TypedQuery<T> wanted(
            String select, String rest, Class<T> type, ListPayments query) {
        @Nullable PaymentStatus status = query.status();
        TypedQuery<T> rows =
                entities.createQuery(
                        select
                                + " from PaymentRow p where true = true"
                                + (status == null ? "" : " and p.status = :status")
                                + (query.failedRefunds() ? " and p.failedRefunds > 0" : "")
                                + rest,
                        type);
        if (status != null) {
            rows.setParameter("status", status);
        }
        return rows;
    }
}
