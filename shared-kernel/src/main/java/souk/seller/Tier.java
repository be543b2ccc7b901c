package souk.seller;

/**
 * To whom somebody sells: importers to wholesalers, wholesalers to retailers, they to the public.
 */
public enum Tier {
    IMPORTER,
    WHOLESALER,
    RETAILER
}
