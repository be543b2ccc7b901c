package souk.catalog;

/** In which order products can be listed. */
public enum ProductSort {
    NEWEST("-createdAt"),
    OLDEST("createdAt"),
    CHEAPEST("price"),
    DEAREST("-price"),
    A_TO_Z("title"),
    Z_TO_A("-title"),
    RELEVANCE("relevance");

    private final String parameter;

    ProductSort(String parameter) {
        this.parameter = parameter;
    }

    /** As clients ask for it. */
    public String parameter() {
        return parameter;
    }
}
