package souk.audit.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.AccessPage;
import souk.audit.AccessQuery.ListAccesses;
import souk.audit.AccessQuery.ListAccesses.Filter;
import souk.platform.query.ReadsFrom;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers who has looked: from where the page before ended, so that no page is slower. */
@Component
@ReadsFrom("audit.accesses")
class AccessLists {

    private static final String SEPARATOR = " ";

    private final EntityManager entities;

    AccessLists(EntityManager entities) {
        this.entities = entities;
    }

    @QueryHandler
    AccessPage handle(ListAccesses query) {
        List<AccessRow> found = page(query);
        List<AccessRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new AccessPage(
                page.stream().map(AccessRow::view).toList(),
                found.size() > page.size() ? behind(page.getLast()) : null,
                query.total() ? (Long) count(query.filter()) : null);
    }

    private static String behind(AccessRow row) {
        return row.seenAt + SEPARATOR + row.accessId;
    }

    private List<AccessRow> page(ListAccesses query) {
        String after = query.after();
        String rest =
                after == null ? "" : " and (a.seenAt < :at or a.seenAt = :at and a.accessId < :id)";
        TypedQuery<AccessRow> rows =
                wanted(
                        "select a",
                        rest + " order by a.seenAt desc, a.accessId desc",
                        AccessRow.class,
                        query.filter());
        if (after != null) {
            String[] parts = after.split(SEPARATOR, -1);
            rows.setParameter("at", Instant.parse(parts[0])).setParameter("id", parts[1]);
        }
        return rows.setMaxResults(query.limit() + 1).getResultList();
    }

    private long count(Filter filter) {
        return wanted("select count(a)", "", Long.class, filter).getSingleResult();
    }

    private <T> TypedQuery<T> wanted(String select, String rest, Class<T> type, Filter filter) {
        Map<String, Object> values = new LinkedHashMap<>();
        String conditions =
                is("a.actor = :actor", values, "actor", filter.actor())
                        + is(isOf(filter.target()), values, "target", filter.target())
                        + is("a.kind = :kind", values, "kind", filter.kind())
                        + is("a.seenAt >= :from", values, "from", filter.from())
                        + is("a.seenAt < :to", values, "to", filter.to())
                        + is("a.personal = :personal", values, "personal", filter.personal());
        TypedQuery<T> rows =
                entities.createQuery(
                        select + " from AccessRow a where true = true" + conditions + rest, type);
        values.forEach(rows::setParameter);
        return rows;
    }

    private static String isOf(@Nullable String target) {
        return target != null && target.contains("/")
                ? "array_contains(a.shown, cast(:target as String))"
                : "a.target = :target";
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
