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
import souk.kernel.PersonalKeys;
import souk.kernel.Rejected;
import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderCommand.ForgetGuest;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.platform.command.Aggregates;
import souk.platform.command.Apart;

/** Lets orders forget who bought them. */
@Component
class BuyerDecisions {

    private final Aggregates<Order> orders;
    private final PersonalKeys keys;

    BuyerDecisions(
            ObjectProvider<Repository<Order>> repository,
            ObjectProvider<EventStore> events,
            PersonalKeys keys) {
        this.orders = new Aggregates<>(Order.class, repository::getObject, events::getObject);
        this.keys = keys;
    }

    @CommandHandler
    OrderView decide(
            EraseBuyer command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return orders.decide(
                () -> {
                    Aggregate<Order> order =
                            orders.find(command.orderId().value())
                                    .orElseThrow(() -> new Rejected(new OrderNotFound()));
                    Aggregates.mustBeAt(expected, order);
                    order.execute(it -> it.eraseBuyer(command));
                    return order.invoke(it -> OrderViews.of(it.state(), order.version(), false));
                });
    }

    /** What a guest says is sealed with a key of the order's own. */
    @CommandHandler
    void decide(ForgetGuest command) {
        String subject = command.orderId().value();
        Apart.from(
                () -> {
                    keys.erase(subject);
                    return subject;
                });
    }
}
