package souk.inventory.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.inventory.StockId;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.StockRejection.OutOfStock.Shortage;
import souk.inventory.StockRejection.StockNotFound;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.command.Aggregates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Stock as it is stored: each stays locked until the unit of work ends. */
@Component
class StoredReservations implements StockReservations {

    private static final Comparator<Sku> ONE_ORDER = Comparator.comparing(Sku::value);

    private final Aggregates<Stock> stocks;
    private final StockLevels levels;

    StoredReservations(
            ObjectProvider<Repository<Stock>> repository,
            ObjectProvider<EventStore> events,
            StockLevels levels) {
        this.levels = levels;
        this.stocks = new Aggregates<>(Stock.class, repository::getObject, events::getObject);
    }

    @Override
    public void mustBeThere(Map<Sku, Quantity> wanted) {
        List<Shortage> shortages = new ArrayList<>();
        inOrder(
                wanted,
                (sku, quantity) -> {
                    // what looks short is looked at again, this time missing nothing
                    if (levels.available(sku) < quantity.value()) {
                        int available = levels.availableNow(sku);
                        if (available < quantity.value()) {
                            shortages.add(new Shortage(sku, available));
                        }
                    }
                });
        refuse(shortages);
    }

    private static void refuse(List<Shortage> shortages) {
        if (!shortages.isEmpty()) {
            throw new Rejected(new OutOfStock(shortages));
        }
    }

    @Override
    public void reserve(String reference, Map<Sku, Quantity> wanted) {
        List<Shortage> shortages = new ArrayList<>();
        inOrder(wanted, (sku, quantity) -> shortage(sku, reference, quantity, shortages));
        refuse(shortages);
        inOrder(
                wanted,
                (sku, quantity) ->
                        found(sku).execute(stock -> stock.reserve(sku, reference, quantity)));
    }

    private void shortage(Sku sku, String reference, Quantity quantity, List<Shortage> shortages) {
        Optional<Aggregate<Stock>> stock = find(sku);
        if (!stock.map(it -> it.invoke(found -> found.canReserve(reference, quantity)))
                .orElse(false)) {
            int available =
                    stock.map(it -> it.invoke(found -> found.level().available())).orElse(0);
            shortages.add(new Shortage(sku, available));
        }
    }

    @Override
    public void release(String reference, Collection<Sku> skus) {
        skus.stream()
                .sorted(ONE_ORDER)
                .forEach(sku -> found(sku).execute(stock -> stock.release(reference)));
    }

    @Override
    public void commit(String reference, Collection<Sku> skus) {
        skus.stream()
                .sorted(ONE_ORDER)
                .forEach(sku -> found(sku).execute(stock -> stock.commit(reference)));
    }

    @Override
    public void giveBack(String reference, Map<Sku, Quantity> returned) {
        inOrder(
                returned,
                (sku, quantity) ->
                        found(sku).execute(stock -> stock.giveBack(reference, quantity)));
    }

    private static void inOrder(Map<Sku, Quantity> pieces, BiConsumer<Sku, Quantity> each) {
        pieces.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ONE_ORDER))
                .forEach(it -> each.accept(it.getKey(), it.getValue()));
    }

    private Aggregate<Stock> found(Sku sku) {
        return find(sku).orElseThrow(() -> new Rejected(new StockNotFound()));
    }

    private Optional<Aggregate<Stock>> find(Sku sku) {
        return stocks.find(new StockId(sku).toString());
    }
}
