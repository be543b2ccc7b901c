package souk.order.process;

import souk.account.EmailAddress;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.order.Address;
import souk.order.Amounts;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderNumber;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/** What is heard of one order. */
record OrderNews(OrderId order) {

    static final Money TOTAL = new Money(4_500, Currency.getInstance("EUR"));
    private static final Money NOTHING = new Money(0, Currency.getInstance("EUR"));

    static OrderNews of(String body) {
        return new OrderNews(new OrderId(OrderId.PREFIX + body));
    }

    PaymentId payment() {
        return PaymentId.of(order.value());
    }

    OrderPlaced placed(Instant payUntil) {
        return new OrderPlaced(
                order,
                OrderNumber.of("S", LocalDate.of(2026, 11, 21), 7),
                new CartId("cart_01hzy00000000000000000000a"),
                CartOwner.guest("somebody"),
                Personal.of(order.value(), new EmailAddress("somebody@example.org")),
                null,
                Personal.of(
                        order.value(),
                        new Address("S. Body", "1 Street", null, "Tunis", null, "1000", "TN")),
                Personal.of(order.value(), "token"),
                "standard",
                List.of(),
                List.of(),
                new Amounts(TOTAL, NOTHING, NOTHING, NOTHING, TOTAL, false),
                payUntil);
    }

    MoneyCaptured captured() {
        return new MoneyCaptured(payment(), order.value(), "tx_1", TOTAL, "evt_1");
    }

    OrderPaid paid() {
        return new OrderPaid(order, payment(), "tx_1", TOTAL);
    }
}
