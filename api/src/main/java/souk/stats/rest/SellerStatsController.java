package souk.stats.rest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.inventory.StockKeeper;
import souk.order.ConsignmentStatus;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.SellerOrderPage;
import souk.order.SellerOrderView;
import souk.platform.rest.Queries;
import souk.seller.SellerId;
import souk.stats.Days;
import souk.stats.RevenueView;
import souk.stats.SellerStatsView;
import souk.stats.SellerStatsView.Figures;
import souk.stats.Span;
import souk.stats.StatsQuery.ChartRevenue;
import souk.stats.StatsQuery.RankProducts;
import souk.stats.StatsQuery.ShowSeller;
import souk.stats.TopProductsView;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** How a seller is doing, for nobody but the seller. */
@RestController
@RequestMapping("/api/seller")
class SellerStatsController {

    private static final String A_MONTH = "30";
    private static final String CSV = "text/csv";
    private static final int LATEST = 10;

    /**
     * @param figures over the days of the range
     * @param openConsignments how many are paid and not on their way
     * @param orders the latest ten
     * @param auctions of all times
     */
    record SellerDashboard(
            Days range,
            ZoneId timeZone,
            List<Figures> figures,
            long openConsignments,
            LowStock lowStock,
            List<SellerOrderView> orders,
            Auctions auctions) {}

    private final Queries queries;

    SellerStatsController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/dashboard")
    SellerDashboard dashboard(
            @Caller AccountId caller, @RequestParam(defaultValue = A_MONTH) Span days) {
        SellerId seller = SellerId.of(caller);
        SellerStatsView stats = queries.ask(new ShowSeller(seller, days), SellerStatsView.class);
        SellerOrderPage latest =
                queries.ask(
                        new ListSellerOrders(seller, null, LATEST, null, false),
                        SellerOrderPage.class);
        SellerOrderPage open =
                queries.ask(
                        new ListSellerOrders(seller, ConsignmentStatus.READY, 1, null, true),
                        SellerOrderPage.class);
        return new SellerDashboard(
                stats.range(),
                stats.timeZone(),
                stats.figures(),
                Objects.requireNonNull(open.total(), "it was asked for"),
                LowStock.of(new StockKeeper(seller), queries),
                latest.items(),
                Auctions.of(caller, queries));
    }

    /** One point for each day and currency; also as CSV. */
    @GetMapping("/revenue")
    RevenueView revenue(@Caller AccountId caller, @RequestParam(defaultValue = A_MONTH) Span days) {
        return queries.ask(new ChartRevenue(SellerId.of(caller), days), RevenueView.class);
    }

    @GetMapping(path = "/revenue", produces = CSV)
    ResponseEntity<String> revenueAsCsv(
            @Caller AccountId caller, @RequestParam(defaultValue = A_MONTH) Span days) {
        return file("revenue", days, Csv.of(revenue(caller, days)));
    }

    /** The best of each currency; also as CSV. */
    @GetMapping("/products/top")
    TopProductsView topProducts(
            @Caller AccountId caller,
            @RequestParam(defaultValue = A_MONTH) Span days,
            @RequestParam(defaultValue = "10") int limit) {
        var query = new RankProducts(SellerId.of(caller), days, Limits.checked(limit));
        return queries.ask(query, TopProductsView.class);
    }

    @GetMapping(path = "/products/top", produces = CSV)
    ResponseEntity<String> topProductsAsCsv(
            @Caller AccountId caller,
            @RequestParam(defaultValue = A_MONTH) Span days,
            @RequestParam(defaultValue = "10") int limit) {
        return file("products", days, Csv.of(topProducts(caller, days, limit)));
    }

    private static ResponseEntity<String> file(String name, Span days, Csv csv) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CSV + ";charset=UTF-8;header=present"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%d-days.csv\"".formatted(name, days.days()))
                .varyBy(HttpHeaders.ACCEPT)
                .body(csv.toString());
    }
}
