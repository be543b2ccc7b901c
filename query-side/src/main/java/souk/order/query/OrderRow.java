package souk.order.query;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.account.EmailAddress;
import souk.kernel.Money;
import souk.order.Address;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderStatus;
import souk.order.PhoneNumber;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** One order, without its lines, consignments and refunds. */
@Entity
@Table(schema = "order_view", name = "orders")
class OrderRow {

    @Id String orderId;
    String number;

    @Enumerated(EnumType.STRING)
    OrderStatus fulfilment;

    @Enumerated(EnumType.STRING)
    OrderStatus status;

    String buyer;
    @Nullable String email;
    @Nullable String emailKey;
    @Nullable String phone;
    @Embedded @Nullable Destination destination;
    @Nullable String trackingToken;
    @Nullable String trackingKey;
    String shippingMethod;
    String currency;
    @Embedded Sum sum;
    boolean taxIncluded;
    long refunded;
    List<String> consignments;
    List<String> timeline = new ArrayList<>();
    Instant placedAt;
    @Nullable Instant paidAt;
    @Nullable Instant payUntil;
    long version;

    OrderRow(OrderPlaced placed, Instant at) {
        orderId = placed.orderId().value();
        number = placed.number().value();
        fulfilment = OrderStatus.PLACED;
        status = OrderStatus.PLACED;
        buyer = placed.buyer().value();
        shippingMethod = placed.shippingMethod();
        currency = placed.amounts().total().currency().getCurrencyCode();
        sum = Sum.of(placed.amounts());
        taxIncluded = placed.amounts().taxIncluded();
        consignments =
                new ArrayList<>(placed.consignments().stream().map(it -> it.id().value()).toList());
        placedAt = at;
        payUntil = placed.payUntil();
    }

    void send(EmailAddress to) {
        email = to.value();
        emailKey = to.key().value();
    }

    void call(PhoneNumber at) {
        phone = at.value();
    }

    void deliver(Address to) {
        destination = Destination.of(to);
    }

    void track(String token) {
        trackingToken = token;
        trackingKey = TrackingKey.of(token);
    }

    void forgetBuyer() {
        email = null;
        emailKey = null;
        phone = null;
        destination = null;
        trackingToken = null;
        trackingKey = null;
    }

    void reach(OrderStatus next) {
        fulfilment = next;
        payUntil = null;
        show();
    }

    void refund(Money all) {
        refunded = all.amount();
        show();
    }

    private void show() {
        status =
                refunded == 0
                        ? fulfilment
                        : refunded < sum.total()
                                ? OrderStatus.PARTIALLY_REFUNDED
                                : OrderStatus.REFUNDED;
    }

    Money money(long amount) {
        return new Money(amount, Currency.getInstance(currency));
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected OrderRow() {}
}
