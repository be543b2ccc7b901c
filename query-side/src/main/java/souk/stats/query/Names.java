package souk.stats.query;

import souk.order.Consignment;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.platform.query.Table;
import souk.platform.query.Tables;

/** What is sold, by whom and for which money: what charts are labelled with. */
final class Names {

    private final Table<SoldProductRow, String> products;
    private final Table<SellingSellerRow, String> sellers;
    private final Table<CurrencyRow, String> currencies;

    Names(Tables tables) {
        products = tables.of(SoldProductRow.class, String.class);
        sellers = tables.of(SellingSellerRow.class, String.class);
        currencies = tables.of(CurrencyRow.class, String.class);
    }

    void learn(OrderPlaced placed) {
        String currency = placed.amounts().total().currency().getCurrencyCode();
        if (currencies.find(currency).isEmpty()) {
            currencies.insert(new CurrencyRow(currency));
        }
        placed.lines().forEach(this::learn);
        placed.consignments().forEach(it -> learn(it, currency));
    }

    private void learn(OrderLine line) {
        String product = line.productId().value();
        if (products.find(product).isEmpty()) {
            products.insert(new SoldProductRow(product, line.title()));
        }
        products.change(product, row -> row.title = line.title());
    }

    private void learn(Consignment consignment, String currency) {
        String seller = consignment.seller().value();
        if (sellers.find(seller).isEmpty()) {
            sellers.insert(new SellingSellerRow(seller, consignment.sellerName()));
        }
        sellers.change(
                seller,
                row -> {
                    row.name = consignment.sellerName();
                    if (!row.currencies.contains(currency)) {
                        row.currencies.add(currency);
                    }
                });
    }
}
