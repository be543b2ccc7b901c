package souk.inventory.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockCommand;
import souk.inventory.StockCommand.AdjustStock;
import souk.inventory.StockCommand.CommitStock;
import souk.inventory.StockCommand.ReceiveStock;
import souk.inventory.StockCommand.ReleaseStock;
import souk.inventory.StockCommand.ReserveStock;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockEvent;
import souk.inventory.StockEvent.StockAdjusted;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockEvent.StockReceived;
import souk.inventory.StockEvent.StockReleased;
import souk.inventory.StockEvent.StockReserved;
import souk.inventory.StockEvent.StockReturned;
import souk.inventory.StockEvent.ThresholdSet;
import souk.inventory.StockId;
import souk.inventory.StockKeeper;
import souk.inventory.StockRejection.AlreadyReserved;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.StockRejection.StockIsReserved;
import souk.inventory.StockRejection.StockNotFound;
import souk.inventory.StockRejection.TooMuchStock;
import souk.inventory.StockView;
import souk.kernel.Published;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.command.EventSourced;
import souk.seller.SellerId;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many of one SKU there are, and how many of them are promised. */
@EventSourced
@Published("inventory.Stock")
@Revision("1")
class Stock {

    @AggregateIdentifier private StockId stockId;
    private SellerId seller;
    private Level level = Level.NOTHING;
    private int threshold;
    private boolean low = true; // as long as nothing has come, nobody needs to be told
    private Map<String, Quantity> reservations = new LinkedHashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StockView decide(SetStock command, Offers offers) {
        mustBeKept(command.sku(), command.by(), offers);
        Integer counted = command.onHand();
        if (counted != null) {
            mustHold(command.sku(), counted);
        }
        openFor(command.sku(), offers);
        if (command.threshold() != null && command.threshold() != threshold) {
            apply(new ThresholdSet(command.sku(), command.threshold()));
        }
        if (counted != null && counted != level.onHand()) {
            apply(new StockCounted(command.sku(), counted));
        }
        return warned(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StockView decide(ReceiveStock command, Offers offers) {
        mustBeKept(command.sku(), command.by(), offers);
        mustHold(command.sku(), (long) level.onHand() + command.quantity());
        openFor(command.sku(), offers);
        apply(new StockReceived(command.sku(), command.quantity()));
        return view(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StockView decide(AdjustStock command, Offers offers) {
        mustBeKept(command.sku(), command.by(), offers);
        mustHold(command.sku(), (long) level.onHand() + command.delta());
        openFor(command.sku(), offers);
        apply(new StockAdjusted(command.sku(), command.delta(), command.reason().strip()));
        return warned(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StockView decide(ReserveStock command) {
        mustBeAvailable(command.sku(), command.reference(), command.quantity());
        reserve(command.sku(), command.reference(), command.quantity());
        return view(command);
    }

    @CommandHandler
    StockView decide(ReleaseStock command) {
        release(command.reference());
        return view(command);
    }

    @CommandHandler
    StockView decide(CommitStock command) {
        commit(command.reference());
        return view(command);
    }

    boolean canReserve(String reference, Quantity quantity) {
        return reservations.containsKey(reference) || quantity.value() <= available();
    }

    /** Twice is once. */
    void reserve(Sku sku, String reference, Quantity quantity) {
        if (!reservations.containsKey(reference)) {
            apply(new StockReserved(sku, reference, quantity));
            warn(sku);
        }
    }

    void release(String reference) {
        Quantity before = reservations.get(reference);
        if (before != null) {
            apply(new StockReleased(stockId.sku(), reference, before));
        }
    }

    void commit(String reference) {
        Quantity before = reservations.get(reference);
        if (before != null) {
            apply(new StockCommitted(stockId.sku(), reference, before));
        }
    }

    void giveBack(String reference, Quantity quantity) {
        apply(new StockReturned(stockId.sku(), reference, quantity));
    }

    @EventSourcingHandler
    void evolve(StockEvent event) {
        level = level.after(event);
        switch (event) {
            case StockOpened opened -> {
                stockId = new StockId(opened.sku());
                seller = opened.seller();
            }
            case StockReserved reserved ->
                    reservations.put(reserved.reference(), reserved.quantity());
            case StockReleased released -> reservations.remove(released.reference());
            case StockCommitted committed -> reservations.remove(committed.reference());
            case ThresholdSet set -> threshold = set.threshold();
            case StockRanLow _ -> low = true;
            case StockReceived _, StockAdjusted _, StockCounted _, StockReturned _ -> {}
        }
        low &= available() <= threshold;
    }

    Level level() {
        return level;
    }

    private int available() {
        return level.available();
    }

    private void openFor(Sku sku, Offers offers) {
        if (stockId == null) {
            apply(new StockOpened(sku, offers.find(sku).map(Offer::seller).orElseThrow()));
        }
    }

    private StockView warned(StockCommand command) {
        warn(command.sku());
        return view(command);
    }

    private void warn(Sku sku) {
        if (!low && available() <= threshold) {
            apply(new StockRanLow(sku, available(), threshold));
        }
    }

    private void mustBeKept(Sku sku, StockKeeper by, Offers offers) {
        if (offers.find(sku).filter(offer -> by.keeps(offer.seller())).isEmpty()) {
            throw new Rejected(new StockNotFound());
        }
    }

    private void mustHold(Sku sku, long wanted) {
        if (wanted < level.reserved()) {
            throw new Rejected(new StockIsReserved(sku, level.onHand(), level.reserved()));
        }
        if (wanted > StockCommand.MOST) {
            throw new Rejected(new TooMuchStock(sku));
        }
    }

    private void mustBeAvailable(Sku sku, String reference, Quantity quantity) {
        Quantity before = reservations.get(reference);
        if (before != null && !before.equals(quantity)) {
            throw new Rejected(new AlreadyReserved(sku, reference, before.value()));
        }
        if (!canReserve(reference, quantity)) {
            throw new Rejected(OutOfStock.of(sku, available()));
        }
    }

    private StockView view(StockCommand command) {
        Long version = getVersion();
        return new StockView(
                command.sku(),
                level.onHand(),
                level.reserved(),
                available(),
                threshold,
                available() <= threshold,
                version == null ? -1 : version);
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Stock() {}
}
