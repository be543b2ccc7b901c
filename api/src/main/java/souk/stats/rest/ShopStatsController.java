package souk.stats.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.inventory.StockKeeper;
import souk.platform.rest.Queries;
import souk.stats.DayMark;
import souk.stats.Days;
import souk.stats.ShopStatsView;
import souk.stats.ShopStatsView.Customers;
import souk.stats.ShopStatsView.Day;
import souk.stats.ShopStatsView.Figures;
import souk.stats.StatsQuery.ShowShop;
import souk.stats.TopProductsView.Product;

import java.time.ZoneId;
import java.util.List;

/** How the shop is doing, for analysts and admins. */
@RestController
class ShopStatsController {

    /** Days are those of the time zone, and figures as {@link ShopStatsView} has them. */
    record ShopStats(
            Days range,
            ZoneId timeZone,
            List<Figures> totals,
            List<Day> days,
            Customers customers,
            LowStock lowStock,
            List<Product> topProducts,
            List<ShopStatsView.Seller> topSellers) {}

    private final Queries queries;

    ShopStatsController(Queries queries) {
        this.queries = queries;
    }

    /** Both days are included; without them, the last thirty. */
    @GetMapping("/api/admin/stats")
    ShopStats stats(
            @RequestParam(required = false) @Nullable DayMark from,
            @RequestParam(required = false) @Nullable DayMark to,
            @RequestParam(defaultValue = "10") int limit) {
        var query = new ShowShop(from, to, Limits.checked(limit));
        ShopStatsView shop = queries.ask(query, ShopStatsView.class);
        return new ShopStats(
                shop.range(),
                shop.timeZone(),
                shop.totals(),
                shop.days(),
                shop.customers(),
                LowStock.of(StockKeeper.ADMIN, queries),
                shop.topProducts(),
                shop.topSellers());
    }
}
