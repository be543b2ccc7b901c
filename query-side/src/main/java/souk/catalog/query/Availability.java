package souk.catalog.query;

/** What is in stock, as told by whoever counts it: the catalog does not know whom it asks. */
public interface Availability {

    /**
     * An SQL expression: how many there are of the SKU that the column holds, 0 of unknown ones.
     */
    String available(String skuColumn);

    /** An SQL condition: whether there is any of the SKU that the column holds. */
    String inStock(String skuColumn);
}
