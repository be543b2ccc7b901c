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

    private static final String SUSPENDED =
            """
            exists (select 1 from DealerRow d
                     where d.sellerId = a.sellerId and d.status = souk.seller.SellerStatus.SUSPENDED)
            """;

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

    private static String seen(Filter filter, Sight sight, Map<String, Object> values) {
        Audience audience = filter.audience();
        boolean own = filter.seller() != null && filter.seller().value().equals(sight.seller());
        if (sight.everything() || own) {
            return "";
        }
        String others = offeredTo(audience, sight, values);
        String mine = sight.seller();
        if (mine == null) {
            return " and " + others;
        }
        values.put("mine", mine);
        return " and (a.sellerId = :mine or " + others + ")";
    }

    private static String offeredTo(
            @Nullable Audience audience, Sight sight, Map<String, Object> values) {
        if (audience == null) {
            values.put("seen", sight.audiences());
            return "a.audience in :seen and not " + SUSPENDED;
        }
        return sight.audiences().contains(audience) ? "not " + SUSPENDED : "true = false";
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
