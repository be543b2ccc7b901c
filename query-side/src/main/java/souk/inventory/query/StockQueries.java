package souk.inventory.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.inventory.StockKeeper;
import souk.inventory.StockOwner;
import souk.inventory.StockPage;
import souk.inventory.StockQuery.FindStock;
import souk.inventory.StockQuery.FindStockOwner;
import souk.inventory.StockQuery.ListStock;
import souk.inventory.StockRejection.StockNotFound;
import souk.inventory.StockView;
import souk.kernel.Rejected;
import souk.platform.query.ReadsFrom;
import souk.seller.SellerId;

import java.util.List;

/** Answers what is asked about stock. */
@Component
@ReadsFrom("inventory.view")
class StockQueries {

    private final Stocks stocks;

    StockQueries(Stocks stocks) {
        this.stocks = stocks;
    }

    @QueryHandler
    StockView handle(FindStock query) {
        return stocks.findById(query.sku().value())
                .filter(stock -> query.keeper().keeps(new SellerId(stock.seller)))
                .map(StockRow::view)
                .orElseThrow(() -> new Rejected(new StockNotFound()));
    }

    @QueryHandler
    StockOwner handle(FindStockOwner query) {
        return stocks.findById(query.sku().value())
                .map(stock -> new StockOwner(new SellerId(stock.seller)))
                .orElseThrow(() -> new Rejected(new StockNotFound()));
    }

    @QueryHandler
    StockPage handle(ListStock query) {
        boolean all = query.keeper().seller() == null;
        String seller = nameOf(query.keeper());
        String after = query.after() == null ? "" : query.after();
        // one more than wanted, to know whether there is a next page
        List<StockRow> found = stocks.page(all, seller, query.lowOnly(), after, query.limit() + 1);
        List<StockView> items = found.stream().limit(query.limit()).map(StockRow::view).toList();
        String next = found.size() > query.limit() ? items.getLast().sku().value() : null;
        Long total = query.total() ? (Long) stocks.count(all, seller, query.lowOnly()) : null;
        return new StockPage(items, next, total);
    }

    private static String nameOf(StockKeeper keeper) {
        SellerId seller = keeper.seller();
        return seller == null ? "" : seller.value();
    }
}
