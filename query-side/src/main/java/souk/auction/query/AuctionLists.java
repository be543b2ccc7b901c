package souk.auction.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.Audience;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads pages of auctions: from where the page before ended, so that no page is slower. */
@Repository
@Transactional(readOnly = true)
class AuctionLists {

    private static final String NONE = " and true = false";

    private final EntityManager entities;

    AuctionLists(EntityManager entities) {
        this.entities = entities;
    }

    List<AuctionRow> page(ListAuctions query, Sight sight, int limit) {
        AuctionCursor after = AuctionCursor.parse(query.after());
        boolean byEnd = query.sort() != Sort.NEWEST_FIRST;
        boolean ascending = query.sort() == Sort.ENDING_FIRST;
        String beyond = ascending ? ">" : "<";
        String goOn =
                after == null
                        ? ""
                        : byEnd
                                ? " and (a.effectiveEnd, a.auctionId) " + beyond + " (:end, :id)"
                                : " and a.auctionId < :id";
        String direction = ascending ? "asc" : "desc";
        String sorted =
                (byEnd
                                ? " order by a.effectiveEnd %1$s, a.auctionId %1$s"
                                : " order by a.auctionId %1$s")
                        .formatted(direction);
        TypedQuery<AuctionRow> rows =
                wanted("select a", goOn + sorted, AuctionRow.class, query.filter(), sight);
        if (after != null) {
            rows.setParameter("id", after.id());
        }
        if (after != null && byEnd) {
            rows.setParameter("end", after.end());
        }
        return rows.setMaxResults(limit).getResultList();
    }

    long count(Filter filter, Sight sight) {
        return wanted("select count(a)", "", Long.class, filter, sight).getSingleResult();
    }

    private <T> TypedQuery<T> wanted(
            String select, String rest, Class<T> type, Filter filter, Sight sight) {
        Map<String, Object> values = new LinkedHashMap<>();
        String conditions =
                is("a.state = :state", values, "state", filter.state())
                        + is("a.audience = :audience", values, "audience", filter.audience())
                        + is(
                                "a.sellerId = :seller",
                                values,
                                "seller",
                                filter.seller() == null ? null : filter.seller().value())
                        + seen(filter, sight, values);
        TypedQuery<T> rows =
                entities.createQuery(
                        select + " from AuctionRow a where true = true" + conditions + rest, type);
        values.forEach(rows::setParameter);
        return rows;
    }

    // no condition where the filter has left nothing else: an index may do then
    private static String seen(Filter filter, Sight sight, Map<String, Object> values) {
        Audience audience = filter.audience();
        boolean own = filter.seller() != null && filter.seller().value().equals(sight.seller());
        if (sight.everything() || own || audience != null && sight.audiences().contains(audience)) {
            return "";
        }
        String mine = sight.seller();
        if (mine == null) {
            return audience == null
                    ? is("a.audience in :seen", values, "seen", sight.audiences())
                    : NONE;
        }
        values.put("mine", mine);
        return audience == null
                ? is(
                        "(a.audience in :seen or a.sellerId = :mine)",
                        values,
                        "seen",
                        sight.audiences())
                : " and a.sellerId = :mine";
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
