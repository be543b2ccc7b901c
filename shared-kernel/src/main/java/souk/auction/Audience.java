package souk.auction;

import org.jspecify.annotations.Nullable;

import souk.seller.Tier;

import java.util.Arrays;

/** Who sees an auction, and may bid. */
public enum Audience {
    PUBLIC(Tier.RETAILER, null),
    RETAILERS(Tier.WHOLESALER, Tier.RETAILER),
    WHOLESALERS(Tier.IMPORTER, Tier.WHOLESALER);

    private final Tier seller;
    private final @Nullable Tier bidder;

    Audience(Tier seller, @Nullable Tier bidder) {
        this.seller = seller;
        this.bidder = bidder;
    }

    /** To whom a seller of the tier sells. */
    public static Audience of(Tier seller) {
        return Arrays.stream(values())
                .filter(audience -> audience.seller == seller)
                .findAny()
                .orElseThrow();
    }

    /**
     * @param tier of a seller who may sell; null for whoever is none
     */
    public boolean admits(@Nullable Tier tier) {
        return bidder == null || bidder == tier;
    }
}
