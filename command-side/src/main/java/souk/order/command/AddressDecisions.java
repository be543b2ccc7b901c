package souk.order.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.platform.command.Aggregates;

/** Lets buyers say where an order is to be sent, where they have not yet, or have changed it. */
@Component
class AddressDecisions {

    private final Aggregates<Order> orders;

    AddressDecisions(
            ObjectProvider<Repository<Order>> repository, ObjectProvider<EventStore> events) {
        this.orders = new Aggregates<>(Order.class, repository::getObject, events::getObject);
    }

    @CommandHandler
    OrderView decide(
            GiveAddress command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return orders.decide(
                () -> {
                    Aggregate<Order> order =
                            orders.find(command.orderId().value())
                                    .orElseThrow(() -> new Rejected(new OrderNotFound()));
                    order.execute(it -> it.mustBelongTo(command.buyer()));
                    Aggregates.mustBeAt(expected, order);
                    order.execute(it -> it.sendTo(command));
                    return order.invoke(
                            it ->
                                    OrderViews.of(
                                            it.state(), order.version(), command.buyer() != null));
                });
    }
}
