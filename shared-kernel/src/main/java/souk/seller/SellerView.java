package souk.seller;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;

/** A seller as admins see him, and as he sees himself. */
public record SellerView(
        SellerId id,
        AccountId accountId,
        String name,
        Tier tier,
        SellerStatus status,
        @Nullable String suspensionReason,
        long version) {}
