package souk.order.command;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.command.Farewell;
import souk.cart.CartEvent.CartCheckedOut;
import souk.cart.CartId;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderEvent;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderPage;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderView;
import souk.platform.command.Apart;
import souk.platform.command.AtOnce;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What becomes of the orders of somebody who leaves. */
@Component
class BuyersFarewell implements Farewell {

    private static final int PAGE = 100;
    private static final int AT_MOST = 100; // orders, in the time that an errand has
    private static final int PATIENCE_SECONDS = 10;

    private final ObjectProvider<EventStore> events;
    private final ObjectProvider<QueryGateway> queries;
    private final ObjectProvider<AtOnce> commands;

    BuyersFarewell(
            ObjectProvider<EventStore> events,
            ObjectProvider<QueryGateway> queries,
            ObjectProvider<AtOnce> commands) {
        this.events = events;
        this.queries = queries;
        this.commands = commands;
    }

    /** The cart, which is closed by now, tells what was bought from it. */
    @Override
    public List<Unfinished> unfinished(AccountId account) {
        return Apart.from(
                () ->
                        payloads(CartId.of(account).value())
                                .filter(CartCheckedOut.class::isInstance)
                                .map(event -> ((CartCheckedOut) event).order())
                                .flatMap(order -> unfinished(order).stream())
                                .toList());
    }

    private Optional<Unfinished> unfinished(String order) {
        List<? extends DomainEventMessage<?>> history =
                events.getObject().readEvents(order, 0).asStream().toList();
        if (!(history.getFirst().getPayload() instanceof OrderPlaced placed)) {
            return Optional.empty();
        }
        var state = new OrderState(placed, history.getFirst().getTimestamp());
        history.stream()
                .skip(1)
                .forEach(it -> state.evolve((OrderEvent) it.getPayload(), it.getTimestamp()));
        return state.isUnfinished()
                ? Optional.of(
                        new Unfinished("order", order, "It is " + state.status() + " so far."))
                : Optional.empty();
    }

    private Stream<?> payloads(String stream) {
        return events.getObject().readEvents(stream, 0).asStream().map(it -> it.getPayload());
    }

    /**
     * All of them, as whoever lists them knows them, some at a time. One that can't be forgotten
     * yet is no reason to remember the others.
     */
    @Override
    public boolean forget(AccountId account) {
        int forgotten = 0;
        RuntimeException failure = null;
        String after = null;
        do {
            OrderPage page = page(account, after);
            for (OrderView order : page.items()) {
                if (isErased(order)) {
                    continue;
                }
                if (forgotten == AT_MOST) {
                    return true;
                }
                try {
                    commands.getObject().carryOut(new EraseBuyer(order.id(), true));
                    forgotten++;
                } catch (RuntimeException refused) {
                    failure = refused;
                }
            }
            after = page.next();
        } while (after != null);
        if (failure != null) {
            throw failure;
        }
        return false;
    }

    private static boolean isErased(OrderView order) {
        return order.timeline().stream()
                .anyMatch(moment -> moment.status().equals(OrderState.BUYER_ERASED));
    }

    private OrderPage page(AccountId account, @Nullable String after) {
        var filter = new Filter(null, null, null, null, account, null, null, null);
        var query = new ListOrders(filter, Sort.OLDEST_FIRST, PAGE, after, false);
        long head = events.getObject().createHeadToken().position().orElse(-1);
        try {
            return queries.getObject()
                    .query(
                            ListOrders.class.getName(),
                            new GenericMessage<>(
                                    query, MetaData.from(Map.of(MessageKeys.POSITION, head))),
                            ResponseTypes.instanceOf(OrderPage.class))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException | NoHandlerForQueryException unanswered) {
            // they come back, and this is tried again until they do
            throw new Rejected(new ServiceUnavailable("who lists orders"));
        }
    }
}
