package souk.catalog.command;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.catalog.CatalogRejection.SkuTaken;
import souk.catalog.CatalogRejection.SlugTaken;
import souk.catalog.NameEvent;
import souk.catalog.NameEvent.NameClaimed;
import souk.catalog.NameEvent.NameReleased;
import souk.catalog.ProductId;
import souk.catalog.Slug;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.command.Glance;
import souk.platform.command.Glance.Seen;
import souk.platform.command.Glances;
import souk.seller.SellerId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Who holds which SKU and which slug: a stream for each, written in the unit of work of the product
 * itself. Of two that want the same, one finds the next sequence number taken, and decides again.
 */
@Component
class Names {

    private static final String STREAM_TYPE = "Name";
    private static final int AT_ONCE = 8;

    /** The last who had the name, even if he has let go of it. */
    record Holder(ProductId product, SellerId seller, boolean held) {}

    private final Glance<Optional<Holder>> names;
    private final ObjectProvider<EventStore> events;

    Names(Glances glances, ObjectProvider<EventStore> events) {
        this.names = glances.of(Optional.empty(), Names::after);
        this.events = events;
    }

    /** The last product of that SKU, at most a second late. */
    Optional<Holder> holderOf(Sku sku) {
        return names.recent(name(sku));
    }

    /** As {@link #holderOf}, but never late. */
    Optional<Holder> currentHolderOf(Sku sku) {
        return names.current(name(sku)).state();
    }

    /** A SKU stays with its seller: his stock and the orders of his customers name it. */
    void claim(Sku sku, ProductId product, SellerId seller) {
        Optional<Holder> last = seen(name(sku)).state();
        if (last.filter(it -> it.held || !it.seller.equals(seller)).isPresent()) {
            throw new Rejected(new SkuTaken(sku));
        }
        happened(new NameClaimed(name(sku), product, seller));
    }

    void claim(Slug slug, ProductId product, SellerId seller) {
        if (isTaken(slug)) {
            throw new Rejected(new SlugTaken(slug));
        }
        happened(new NameClaimed(name(slug), product, seller));
    }

    boolean isTaken(Slug slug) {
        return seen(name(slug)).state().filter(Holder::held).isPresent();
    }

    void release(Sku sku, ProductId product) {
        happened(new NameReleased(name(sku), product));
    }

    void release(Slug slug, ProductId product) {
        happened(new NameReleased(name(slug), product));
    }

    /** Looks at many beside each other: where the store is away, each costs a round trip. */
    void foresee(Stream<Sku> skus, Stream<Slug> slugs) {
        List<String> wanted =
                Stream.concat(skus.map(Names::name), slugs.map(Names::name)).distinct().toList();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<CompletableFuture<Seen<Optional<Holder>>>> looks =
                    wanted.stream()
                            .map(name -> supplyAsync(() -> names.current(name), threads))
                            .toList();
            for (int i = 0; i < wanted.size(); i++) {
                inThisUnit().putIfAbsent(wanted.get(i), looks.get(i).join());
            }
        }
    }

    // several rows of one command may be about one name
    private Seen<Optional<Holder>> seen(String name) {
        return inThisUnit().computeIfAbsent(name, names::current);
    }

    private void happened(NameEvent event) {
        Seen<Optional<Holder>> before = seen(event.name());
        long sequence = before.version() + 1;
        events.getObject()
                .publish(
                        new GenericDomainEventMessage<>(
                                STREAM_TYPE,
                                event.name(),
                                sequence,
                                event,
                                CurrentUnitOfWork.correlationData()));
        inThisUnit().put(event.name(), new Seen<>(after(before.state(), event), sequence));
    }

    private static Map<String, Seen<Optional<Holder>>> inThisUnit() {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(Names.class.getName(), _ -> new HashMap<>());
    }

    private static Optional<Holder> after(Optional<Holder> before, Object stored) {
        return switch (stored) {
            case NameClaimed claimed ->
                    Optional.of(new Holder(claimed.productId(), claimed.sellerId(), true));
            case NameReleased _ -> before.map(last -> new Holder(last.product, last.seller, false));
            default -> before;
        };
    }

    private static String name(Sku sku) {
        return "sku/" + sku;
    }

    private static String name(Slug slug) {
        return "slug/" + slug;
    }
}
