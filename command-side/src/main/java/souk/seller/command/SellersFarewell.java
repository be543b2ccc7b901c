package souk.seller.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.command.Farewell;
import souk.platform.command.Aggregates;
import souk.platform.command.Apart;
import souk.seller.SellerId;

import java.util.List;

/** Whoever leaves sells no more: of him and of one who lets him sell again, one decides first. */
@Component
class SellersFarewell implements Farewell {

    private final Aggregates<Seller> shops;
    private final Sellers stored;

    SellersFarewell(
            ObjectProvider<Repository<Seller>> repository,
            ObjectProvider<EventStore> events,
            Sellers stored) {
        this.shops = new Aggregates<>(Seller.class, repository::getObject, events::getObject);
        this.stored = stored;
    }

    @Override
    public void close(AccountId account) {
        shops.find(SellerId.of(account).value()).ifPresent(shop -> shop.execute(Seller::leave));
    }

    /** As it was before it was closed. */
    @Override
    public List<Unfinished> unfinished(AccountId account) {
        SellerId seller = SellerId.of(account);
        return Apart.from(() -> stored.findCurrent(seller))
                .filter(Standing::maySell)
                .map(_ -> new Unfinished("seller", seller.value(), "It sells."))
                .stream()
                .toList();
    }
}
