package souk.inventory.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.account.rest.AdminNews;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockOwner;
import souk.inventory.StockQuery.FindStockOwner;
import souk.kernel.Sku;
import souk.platform.rest.Answers;
import souk.platform.rest.Queries;
import souk.platform.rest.live.Announcer;
import souk.platform.rest.live.Message;
import souk.seller.SellerId;
import souk.seller.rest.SellerNews;

import java.util.List;
import java.util.Set;

/** Tells sellers and admins what runs low. */
@Component
class StockNews implements Announcer {

    private static final String NAME = "stock.low";
    private static final long REMEMBERED = 50_000;

    record StockLow(Sku sku, int available, int threshold, long version, long position) {}

    private final Queries queries;
    private final Answers<Sku, SellerId> owners = new Answers<>(REMEMBERED);

    StockNews(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Set<String> topics() {
        return Set.of(AdminNews.TOPIC, SellerNews.TOPIC);
    }

    @Override
    public List<Message> announce(DomainEventMessage<?> event, long position) {
        if (event.getPayloadType() == StockOpened.class) {
            StockOpened opened = (StockOpened) event.getPayload();
            owners.put(opened.sku(), opened.seller());
        }
        if (event.getPayloadType() != StockRanLow.class) {
            return List.of();
        }
        StockRanLow low = (StockRanLow) event.getPayload();
        var data =
                new StockLow(
                        low.sku(),
                        low.available(),
                        low.threshold(),
                        event.getSequenceNumber(),
                        position);
        return List.of(
                AdminNews.of(NAME, data),
                SellerNews.of(owners.known(low.sku()), () -> ask(low.sku(), position), NAME, data));
    }

    // a SKU stays with its seller
    private SellerId ask(Sku sku, long position) {
        return owners.get(
                sku,
                it -> queries.ask(new FindStockOwner(it), StockOwner.class, position).seller());
    }
}
