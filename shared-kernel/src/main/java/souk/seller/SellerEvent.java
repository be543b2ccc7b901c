package souk.seller;

import souk.account.AccountId;
import souk.kernel.Published;

/** Everything that can happen to a seller. */
public sealed interface SellerEvent {

    SellerId sellerId();

    @Published("seller.SellerApplied")
    record SellerApplied(SellerId sellerId, AccountId accountId, String name, Tier tier)
            implements SellerEvent {}

    @Published("seller.SellerApproved")
    record SellerApproved(SellerId sellerId) implements SellerEvent {}

    @Published("seller.SellerSuspended")
    record SellerSuspended(SellerId sellerId, String reason) implements SellerEvent {}

    @Published("seller.SellerReinstated")
    record SellerReinstated(SellerId sellerId) implements SellerEvent {}

    /** Whose it was is forgotten, in the same unit of work: it never sells again. */
    @Published("seller.SellerLeft")
    record SellerLeft(SellerId sellerId) implements SellerEvent {

        /** What those are told who ask why it does not sell. */
        public static final String REASON = "The seller has left";
    }
}
