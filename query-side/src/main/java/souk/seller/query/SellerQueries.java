package souk.seller.query;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.kernel.Rejected;
import souk.platform.query.ReadsFrom;
import souk.seller.SellerId;
import souk.seller.SellerPage;
import souk.seller.SellerQuery.FindSeller;
import souk.seller.SellerQuery.ListSellers;
import souk.seller.SellerRejection.SellerNotFound;
import souk.seller.SellerStatus;
import souk.seller.SellerView;
import souk.seller.Tier;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Answers what is asked about sellers. */
@Component
@ReadsFrom("seller.view")
class SellerQueries {

    /** After all ids. */
    private static final String END = "~";

    private final SellerRows sellers;

    SellerQueries(SellerRows sellers) {
        this.sellers = sellers;
    }

    @QueryHandler
    SellerView handle(FindSeller query) {
        return sellers.findById(query.sellerId().value())
                .map(SellerQueries::view)
                .orElseThrow(() -> new Rejected(new SellerNotFound()));
    }

    @QueryHandler
    SellerPage handle(ListSellers query) {
        Set<SellerStatus> statuses = only(query.status(), SellerStatus.class);
        Set<Tier> tiers = only(query.tier(), Tier.class);
        String before = query.after() == null ? END : query.after();
        List<SellerRow> found = sellers.page(statuses, tiers, before, Limit.of(query.limit() + 1));
        List<SellerRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new SellerPage(
                page.stream().map(SellerQueries::view).toList(),
                found.size() > page.size() ? page.getLast().sellerId : null,
                query.total() ? (Long) sellers.count(statuses, tiers) : null);
    }

    private static <E extends Enum<E>> Set<E> only(@Nullable E wanted, Class<E> all) {
        return wanted == null ? EnumSet.allOf(all) : EnumSet.of(wanted);
    }

    private static SellerView view(SellerRow row) {
        return new SellerView(
                new SellerId(row.sellerId),
                new AccountId(row.accountId),
                row.name,
                row.tier,
                row.status,
                row.suspensionReason,
                row.version);
    }
}
