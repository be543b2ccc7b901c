package souk.seller.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.rest.MeContribution;
import souk.kernel.Rejected;
import souk.platform.rest.Queries;
import souk.seller.SellerId;
import souk.seller.SellerQuery.FindSeller;
import souk.seller.SellerRejection.SellerNotFound;
import souk.seller.SellerView;

/** Tells people as what they sell. */
@Component
class OwnSeller implements MeContribution {

    private final Queries queries;

    OwnSeller(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String member() {
        return "seller";
    }

    @Override
    public @Nullable Object about(AccountId account) {
        return about(account, null);
    }

    @Nullable Object about(AccountId account, @Nullable Long asOf) {
        try {
            return queries.ask(new FindSeller(SellerId.of(account)), SellerView.class, asOf);
        } catch (Rejected refused) {
            if (refused.rejection() instanceof SellerNotFound) {
                return null;
            }
            throw refused;
        }
    }
}
