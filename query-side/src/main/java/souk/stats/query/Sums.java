package souk.stats.query;

import souk.order.OrderStatus;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.Function;

/** The sums that charts show. */
final class Sums {

    private final Table<ShopDayRow, ShopDayRow.Key> shop;
    private final Table<SellerDayRow, SellerDayRow.Key> sellers;
    private final Table<ProductDayRow, ProductDayRow.Key> products;
    private final Table<BuyerRow, String> buyers;
    private final Table<BuyerDayRow, BuyerDayRow.Key> buyerDays;
    private final Table<RegistrationDayRow, LocalDate> registrations;

    Sums(Tables tables) {
        shop = tables.of(ShopDayRow.class, ShopDayRow.Key.class);
        sellers = tables.of(SellerDayRow.class, SellerDayRow.Key.class);
        products = tables.of(ProductDayRow.class, ProductDayRow.Key.class);
        buyers = tables.of(BuyerRow.class, String.class);
        buyerDays = tables.of(BuyerDayRow.class, BuyerDayRow.Key.class);
        registrations = tables.of(RegistrationDayRow.class, LocalDate.class);
    }

    /** All that an order counts for, put in or taken out. */
    void add(SaleRow sale, int sign) {
        shop(sale, sale.placedOn, row -> row.orders += sign);
        LocalDate paidOn = sale.paidOn;
        if (paidOn != null) {
            shop(
                    sale,
                    paidOn,
                    row -> {
                        row.paid += sign;
                        row.gross += sign * sale.gross;
                    });
        }
        sale.refundsByDay()
                .forEach((day, amount) -> shop(sale, day, row -> row.refunds += sign * amount));
    }

    private void shop(SaleRow sale, LocalDate day, Consumer<ShopDayRow> change) {
        OrderStatus status = sale.status;
        change(
                shop,
                new ShopDayRow.Key(day, sale.currency, status.name()),
                ShopDayRow::new,
                change);
    }

    void seller(String seller, LocalDate day, String currency, Consumer<SellerDayRow> change) {
        change(sellers, new SellerDayRow.Key(seller, day, currency), SellerDayRow::new, change);
    }

    void product(Item line, LocalDate day, String currency, Consumer<ProductDayRow> change) {
        change(
                products,
                new ProductDayRow.Key(line.seller(), day, currency, line.product()),
                ProductDayRow::new,
                change);
    }

    /** Whoever has bought on a later day already was parked in between: he is not counted anew. */
    void buyer(String buyer, LocalDate day) {
        LocalDate previous = buyers.find(buyer).map(row -> row.lastDay).orElse(LocalDate.EPOCH);
        if (!previous.isBefore(day)) {
            return;
        }
        change(buyers, buyer, key -> new BuyerRow(key, day), row -> row.lastDay = day);
        change(
                buyerDays,
                new BuyerDayRow.Key(day, previous),
                BuyerDayRow::new,
                row -> row.buyers++);
    }

    void registration(LocalDate day) {
        change(registrations, day, RegistrationDayRow::new, row -> row.accounts++);
    }

    private static <R, K> void change(
            Table<R, K> table, K key, Function<K, R> first, Consumer<R> change) {
        if (table.find(key).isEmpty()) {
            table.insert(first.apply(key));
        }
        table.change(key, change);
    }
}
