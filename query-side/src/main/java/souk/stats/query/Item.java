package souk.stats.query;

/**
 * Something that costs its part of an order: a line, or what sending a consignment costs. Kept as
 * text: nobody looks for it.
 *
 * @param consignment the place of its consignment
 * @param product nothing but a dash where it is for shipping, as the SKU
 * @param cost what was paid for it, with its tax, less its part of a discount
 * @param refunded how much of that went back
 */
record Item(
        int consignment,
        String seller,
        String product,
        String sku,
        int quantity,
        int returned,
        long cost,
        long refunded) {

    static final String NONE = "-";
    private static final String SEPARATOR = " ";

    static Item shipping(int consignment, String seller, long cost) {
        return new Item(consignment, seller, NONE, NONE, 0, 0, cost, 0);
    }

    static Item parse(String text) {
        String[] parts = text.split(SEPARATOR);
        return new Item(
                Integer.parseInt(parts[0]),
                parts[1],
                parts[2],
                parts[3],
                Integer.parseInt(parts[4]),
                Integer.parseInt(parts[5]),
                Long.parseLong(parts[6]),
                Long.parseLong(parts[7]));
    }

    boolean isLine() {
        return !product.equals(NONE);
    }

    long left() {
        return cost - refunded;
    }

    Item with(int nowReturned, long nowRefunded) {
        return new Item(
                consignment, seller, product, sku, quantity, nowReturned, cost, nowRefunded);
    }

    @Override
    public String toString() {
        return consignment
                + SEPARATOR
                + seller
                + SEPARATOR
                + product
                + SEPARATOR
                + sku
                + SEPARATOR
                + quantity
                + SEPARATOR
                + returned
                + SEPARATOR
                + cost
                + SEPARATOR
                + refunded;
    }
}
