package souk.order.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.cart.CartOwner;
import souk.kernel.Allocation;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.payment.command.Payments;
import souk.platform.command.Aggregates;

import java.time.Clock;
import java.util.List;

/** Orders of one line, at a price that others have found. */
@Component
class SoldLots implements Orders {

    private static final String STANDARD = "standard";

    private final Aggregates<Order> orders;
    private final OrderNumbers numbers;
    private final Tax tax;
    private final ObjectProvider<Payments> payments;
    private final Clock clock;

    SoldLots(
            ObjectProvider<Repository<Order>> repository,
            ObjectProvider<EventStore> events,
            OrderNumbers numbers,
            Tax tax,
            ObjectProvider<Payments> payments,
            Clock clock) {
        this.orders = new Aggregates<>(Order.class, repository::getObject, events::getObject);
        this.numbers = numbers;
        this.tax = tax;
        this.payments = payments;
        this.clock = clock;
    }

    @Override
    public Money payable(Money price) {
        long payable = chargeable(price).coin().roundedDown(price.amount());
        return payable == 0 ? price : new Money(payable, price.currency());
    }

    @Override
    public void mustBePayable(Money price) {
        chargeable(price).mustBeEnough(price);
        mustNotBeTooMuch(price);
    }

    @Override
    public void mustNotBeTooMuch(Money price) {
        chargeable(price).mustNotBeTooMuch(price);
    }

    private Chargeable chargeable(Money price) {
        return Chargeable.in(price.currency(), payments.getObject());
    }

    @Override
    public void place(Sale sale) {
        Amounts amounts = amounts(sale.price());
        String subject = sale.buyer().value();
        var placed =
                new OrderPlaced(
                        sale.orderId(),
                        numbers.take(sale.orderId(), clock.instant()),
                        null,
                        CartOwner.account(sale.buyer()),
                        Personal.of(subject, sale.email()),
                        null,
                        null,
                        Personal.of(subject, sale.trackingToken()),
                        STANDARD,
                        List.of(line(sale, amounts)),
                        List.of(consignment(sale, amounts)),
                        amounts,
                        sale.payUntil());
        orders.create(() -> new Order(placed));
    }

    private Amounts amounts(Money price) {
        Money nothing = Money.zero(price.currency());
        return new Amounts(
                price,
                nothing,
                nothing,
                new Money(tax.within(price.amount()), price.currency()),
                price,
                true);
    }

    private static OrderLine line(Sale sale, Amounts amounts) {
        Money price = amounts.total();
        long each = Allocation.halfUp(price.amount(), 1, sale.quantity().value());
        return new OrderLine(
                sale.sku(),
                sale.productId(),
                sale.title(),
                sale.seller(),
                sale.quantity(),
                new Money(each, price.currency()),
                price,
                amounts.tax());
    }

    private static Consignment consignment(Sale sale, Amounts amounts) {
        return new Consignment(
                DerivedIds.consignment(sale.orderId(), sale.seller()),
                sale.seller(),
                sale.sellerName(),
                List.of(sale.sku()),
                amounts);
    }
}
