package souk.order.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.inventory.command.StockReservations;
import souk.kernel.MessageKeys;
import souk.kernel.PersonalKeys;
import souk.kernel.Rejected;
import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderCommand.ForgetGuest;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.payment.command.Payments;
import souk.platform.command.Aggregates;
import souk.platform.command.Apart;

/** Lets orders forget who bought them. */
@Component
class BuyerDecisions {

    private static final String BUYER_LEFT = "The buyer has left";

    private final Aggregates<Order> orders;
    private final TakingBack takingBack;
    private final PersonalKeys keys;

    BuyerDecisions(
            ObjectProvider<Repository<Order>> repository,
            ObjectProvider<EventStore> events,
            StockReservations stock,
            ObjectProvider<Payments> payments,
            PersonalKeys keys) {
        this.orders = new Aggregates<>(Order.class, repository::getObject, events::getObject);
        this.takingBack = new TakingBack(stock, payments);
        this.keys = keys;
    }

    /** Of whoever has left, what was not sent is taken back: nobody could send it anywhere. */
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
                    if (command.left() && order.invoke(it -> !it.state().isBuyerErased())) {
                        takingBack.whatIsNotSent(order, BUYER_LEFT);
                    }
                    order.execute(it -> it.eraseBuyer(command));
                    return order.invoke(it -> OrderViews.of(it.state(), order.version(), false));
                });
    }

    /** What a guest says is sealed with a key of the order's own; others have none to be erased. */
    @CommandHandler
    void decide(ForgetGuest command) {
        String subject = command.orderId().value();
        boolean hasAccount =
                orders.find(subject)
                        .filter(
                                it ->
                                        it.invoke(
                                                order ->
                                                        order.state().placed().buyer().isAccount()))
                        .isPresent();
        if (!hasAccount) {
            Apart.from(
                    () -> {
                        keys.erase(subject);
                        return subject;
                    });
        }
    }
}
