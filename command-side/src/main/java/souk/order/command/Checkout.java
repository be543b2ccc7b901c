package souk.order.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.cart.CartRejection.MixedCurrencies;
import souk.cart.command.CartCheckout;
import souk.cart.command.CartCheckout.Item;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.command.StockReservations;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.order.OrderCommand.PlaceOrder;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderRejection.CartChanged;
import souk.order.OrderRejection.CartEmpty;
import souk.order.OrderRejection.NotForSale;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.Placement;
import souk.order.command.Pricing.Priced;
import souk.order.command.Pricing.Wanted;
import souk.order.command.Pricing.Way;
import souk.payment.command.Payments;
import souk.platform.command.Aggregates;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From cart to order in one unit of work: the cart is emptied, stock set aside, a number taken and
 * the order placed, or nothing of it.
 */
@Component
class Checkout {

    private final Aggregates<Order> orders;
    private final CartCheckout carts;
    private final Offers offers;
    private final Pricing pricing;
    private final StockReservations stock;
    private final ObjectProvider<Payments> payments;
    private final OrderNumbers numbers;
    private final OrderSettings settings;
    private final Clock clock;

    Checkout(
            ObjectProvider<Repository<Order>> repository,
            ObjectProvider<EventStore> events,
            CartCheckout carts,
            Offers offers,
            Pricing pricing,
            StockReservations stock,
            ObjectProvider<Payments> payments,
            OrderNumbers numbers,
            OrderSettings settings,
            Clock clock) {
        this.orders = new Aggregates<>(Order.class, repository::getObject, events::getObject);
        this.carts = carts;
        this.offers = offers;
        this.pricing = pricing;
        this.stock = stock;
        this.payments = payments;
        this.numbers = numbers;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param expected the version of the cart
     */
    @CommandHandler
    Placement decide(
            PlaceOrder command,
            @MetaDataValue(MessageKeys.EXPECTED_VERSION) @Nullable Number expected) {
        return orders.decide(
                () ->
                        carts.lastOrder(command.cartId(), command.buyer())
                                .map(this::before)
                                .orElseGet(() -> placed(command, expected)));
    }

    private Placement before(String order) {
        return orders.find(order)
                .map(it -> placement(it, false))
                .orElseThrow(() -> new Rejected(new OrderNotFound()));
    }

    private Placement placed(PlaceOrder command, @Nullable Number expected) {
        OrderId id = command.orderId();
        List<Item> items =
                carts.checkOut(
                        command.cartId(),
                        command.buyer(),
                        id.value(),
                        expected == null ? null : (Long) expected.longValue());
        if (items.isEmpty()) {
            throw new Rejected(new CartEmpty());
        }
        var way = new Way(command.shippingMethod(), command.shippingAddress().country());
        Priced priced = priced(id, offered(items), way);
        mustCost(command, priced.amounts().total());
        Map<Sku, Quantity> wanted =
                items.stream().collect(Collectors.toMap(Item::sku, Item::quantity));
        stock.mustBeThere(wanted);
        // before anything is locked that others wait for
        OrderPlaced placed = event(command, priced);
        stock.reserve(id.value(), wanted);
        return placement(orders.create(() -> new Order(placed)), true);
    }

    private Priced priced(OrderId id, List<Wanted> offered, Way way) {
        Currency currency = offered.getFirst().offer().price().currency();
        Chargeable chargeable = Chargeable.in(currency, payments.getObject());
        Priced priced = pricing.price(id, offered, way, chargeable.coin());
        chargeable.mustBePayable(priced.amounts().total());
        return priced;
    }

    private List<Wanted> offered(List<Item> items) {
        List<Wanted> wanted = new ArrayList<>();
        List<Sku> gone = new ArrayList<>();
        for (Item item : items) {
            Optional<Offer> offer = offers.find(item.sku()).filter(Offer::forSale);
            offer.ifPresentOrElse(
                    it -> wanted.add(new Wanted(it, item.quantity())), () -> gone.add(item.sku()));
        }
        if (!gone.isEmpty()) {
            throw new Rejected(new NotForSale(gone));
        }
        mustBePaidInOne(wanted);
        return wanted;
    }

    // a price may have got another currency since it was put in
    private static void mustBePaidInOne(List<Wanted> wanted) {
        Currency currency = wanted.getFirst().offer().price().currency();
        for (Wanted it : wanted) {
            Currency other = it.offer().price().currency();
            if (!other.equals(currency)) {
                throw new Rejected(new MixedCurrencies(it.offer().sku(), other, currency));
            }
        }
    }

    private static void mustCost(PlaceOrder command, Money total) {
        Money expected = command.expectedTotal();
        if (expected != null && !expected.equals(total)) {
            throw new Rejected(new CartChanged(total));
        }
    }

    private OrderPlaced event(PlaceOrder command, Priced priced) {
        Instant now = clock.instant();
        OrderId id = command.orderId();
        String subject = command.buyer().accountId().map(Object::toString).orElse(id.value());
        return new OrderPlaced(
                id,
                numbers.take(id, now),
                command.cartId(),
                command.buyer(),
                Personal.of(subject, command.email()),
                command.phone() == null ? null : Personal.of(subject, command.phone()),
                Personal.of(subject, command.shippingAddress()),
                Personal.of(subject, command.trackingToken()),
                command.shippingMethod(),
                priced.lines(),
                priced.consignments(),
                priced.amounts(),
                now.plus(settings.payWithin()));
    }

    private static Placement placement(Aggregate<Order> order, boolean justNow) {
        return new Placement(
                order.invoke(it -> OrderViews.of(it.state(), order.version(), true)), justNow);
    }
}
