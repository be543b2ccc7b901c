package souk.account.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import souk.account.AccountOrder;
import souk.account.AccountQuery.ListAccounts;
import souk.account.Role;

import java.time.Instant;
import java.util.List;

/** Reads pages of accounts: from where the page before ended, so that no page is slower. */
@Repository
@Transactional(readOnly = true)
class Accounts {

    private final EntityManager entities;

    Accounts(EntityManager entities) {
        this.entities = entities;
    }

    List<AccountRow> page(ListAccounts query, @Nullable AccountCursor after, int limit) {
        AccountOrder order = query.order();
        String ascending = isAscending(order) ? "asc" : "desc";
        String beyond = isAscending(order) ? ">" : "<";
        String column = isByEmail(order) ? "a.emailKey" : "a.createdAt";
        String rest =
                after == null
                        ? ""
                        : " and (%1$s %2$s :at or %1$s = :at and a.accountId %2$s :id)"
                                .formatted(column, beyond);
        String sorted = " order by %1$s %2$s, a.accountId %2$s".formatted(column, ascending);
        TypedQuery<AccountRow> rows = wanted("select a", rest + sorted, AccountRow.class, query);
        if (after != null) {
            rows.setParameter("at", isByEmail(order) ? after.at() : Instant.parse(after.at()));
            rows.setParameter("id", after.id());
        }
        return rows.setMaxResults(limit).getResultList();
    }

    long count(ListAccounts query) {
        return wanted("select count(a)", "", Long.class, query).getSingleResult();
    }

    private <T> TypedQuery<T> wanted(
            String select, String rest, Class<T> type, ListAccounts query) {
        String email = query.email();
        Role role = query.role();
        String jpql =
                select
                        + " from AccountRow a where true = true"
                        + (email == null ? "" : " and a.emailKey like :email escape '!'")
                        + (role == null
                                ? ""
                                : " and array_contains(a.roles, cast(:role as String))")
                        + rest;
        TypedQuery<T> rows = entities.createQuery(jpql, type);
        if (email != null) {
            rows.setParameter("email", startingWith(email));
        }
        if (role != null) {
            rows.setParameter("role", role.name());
        }
        return rows;
    }

    private static String startingWith(String email) {
        return AccountRow.keyOf(email).replaceAll("[!%_]", "!$0") + "%";
    }

    static boolean isByEmail(AccountOrder order) {
        return order == AccountOrder.BY_EMAIL || order == AccountOrder.BY_EMAIL_BACKWARDS;
    }

    private static boolean isAscending(AccountOrder order) {
        return order == AccountOrder.BY_EMAIL || order == AccountOrder.OLDEST_FIRST;
    }
}
