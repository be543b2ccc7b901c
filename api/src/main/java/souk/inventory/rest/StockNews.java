package souk.inventory.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.account.rest.AdminNews;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockKeeper;
import souk.inventory.StockQuery.FindStock;
import souk.inventory.StockView;
import souk.kernel.Rejected;
import souk.kernel.Rejection.Kind;
import souk.kernel.Sku;
import souk.platform.rest.Queries;
import souk.platform.rest.live.Announcer;
import souk.platform.rest.live.Message;
import souk.seller.SellerId;
import souk.seller.rest.SellerNews;

import java.util.List;

/** Tells sellers and admins what runs low. */
@Component
class StockNews implements Announcer {

    private static final String NAME = "stock.low";

    record StockLow(Sku sku, int available, int threshold, long version, long position) {}

    private final Queries queries;

    StockNews(Queries queries) {
        this.queries = queries;
    }

    @Override
    public List<Message> announce(DomainEventMessage<?> event, long position) {
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
                SellerNews.of(seller -> keeps(seller, low.sku(), position), NAME, data));
    }

    private boolean keeps(SellerId seller, Sku sku, long position) {
        try {
            queries.ask(new FindStock(sku, new StockKeeper(seller)), StockView.class, position);
            return true;
        } catch (Rejected refused) {
            if (refused.rejection().kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }
}
