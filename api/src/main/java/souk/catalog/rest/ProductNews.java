package souk.catalog.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.account.rest.AdminNews;
import souk.catalog.Editor;
import souk.catalog.ProductEvent;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductQuery.FindProduct;
import souk.catalog.ProductView;
import souk.platform.rest.Answers;
import souk.platform.rest.Queries;
import souk.platform.rest.live.Announcer;
import souk.platform.rest.live.Message;
import souk.seller.SellerId;
import souk.seller.rest.SellerNews;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells sellers and admins that a product has changed. */
@Component
class ProductNews implements Announcer {

    private static final String NAME = "product.changed";
    private static final long REMEMBERED = 50_000;
    private static final Editor SHOP = new Editor(null, true);

    record ProductChanged(String productId, long version, long position) {}

    private final Queries queries;
    private final Answers<String, SellerId> sellers = new Answers<>(REMEMBERED);

    ProductNews(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Set<String> topics() {
        return Set.of(AdminNews.TOPIC, SellerNews.TOPIC);
    }

    @Override
    public List<Message> announce(DomainEventMessage<?> event, long position) {
        if (!ProductEvent.class.isAssignableFrom(event.getPayloadType())) {
            return List.of();
        }
        String product = event.getAggregateIdentifier();
        var data = new ProductChanged(product, event.getSequenceNumber(), position);
        return List.of(
                AdminNews.of(NAME, data),
                SellerNews.of(known(product, event), () -> ask(product, position), NAME, data));
    }

    // a product stays with its seller
    private Optional<SellerId> known(String product, DomainEventMessage<?> event) {
        if (event.getPayloadType() == ProductCreated.class) {
            sellers.put(product, ((ProductCreated) event.getPayload()).sellerId());
        }
        return sellers.known(product);
    }

    private SellerId ask(String product, long position) {
        return sellers.get(
                product,
                id ->
                        queries.ask(new FindProduct(id, SHOP), ProductView.class, position)
                                .seller()
                                .id());
    }
}
