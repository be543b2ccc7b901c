package souk.auction;

import org.jspecify.annotations.Nullable;

import souk.seller.Tier;

/** Who sees an auction, and may bid. */
public enum Audience {
    PUBLIC,
    RETAILERS,
    WHOLESALERS;

    /** To whom a seller of the tier sells. */
    public static Audience of(Tier seller) {
        return switch (seller) {
            case IMPORTER -> WHOLESALERS;
            case WHOLESALER -> RETAILERS;
            case RETAILER -> PUBLIC;
        };
    }

    /**
     * @param tier of a seller who may sell; null for whoever is none
     */
    public boolean admits(@Nullable Tier tier) {
        return switch (this) {
            case PUBLIC -> true;
            case RETAILERS -> tier == Tier.RETAILER;
            case WHOLESALERS -> tier == Tier.WHOLESALER;
        };
    }
}
