package souk.catalog;

/** Only what is listed is for sale; what is archived stays so. */
public enum ProductStatus {
    DRAFT,
    LISTED,
    DELISTED,
    ARCHIVED
}
