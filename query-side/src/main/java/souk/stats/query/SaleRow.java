package souk.stats.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderStatus;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One order, as far as it counts: what of it stands in which sums. */
@Entity
@Table(schema = "stats_sales", name = "sale")
class SaleRow {

    private static final String SEPARATOR = " ";

    @Id String orderId;
    String buyer;
    String currency;

    @Enumerated(EnumType.STRING)
    OrderStatus fulfilment;

    @Enumerated(EnumType.STRING)
    OrderStatus status;

    LocalDate placedOn;
    @Nullable LocalDate paidOn;
    long gross;
    long refunded;
    List<String> refunds = new ArrayList<>();
    List<String> items;

    SaleRow(OrderPlaced placed, LocalDate day) {
        orderId = placed.orderId().value();
        buyer = placed.buyer().value();
        currency = placed.amounts().total().currency().getCurrencyCode();
        fulfilment = OrderStatus.PLACED;
        status = OrderStatus.PLACED;
        placedOn = day;
        items = Items.of(placed).texts();
    }

    void pay(long amount, LocalDate day) {
        gross = amount;
        paidOn = day;
        reach(OrderStatus.PAID);
    }

    void reach(OrderStatus next) {
        fulfilment = next;
        show();
    }

    /** So much has gone back by now. */
    void refund(long all, LocalDate day) {
        Map<LocalDate, Long> byDay = refundsByDay();
        byDay.merge(day, all - refunded, Long::sum);
        refunds = new ArrayList<>();
        byDay.forEach((on, amount) -> refunds.add(on + SEPARATOR + amount));
        refunded = all;
        show();
    }

    private void show() {
        status =
                refunded == 0
                        ? fulfilment
                        : refunded < gross ? OrderStatus.PARTIALLY_REFUNDED : OrderStatus.REFUNDED;
    }

    Map<LocalDate, Long> refundsByDay() {
        Map<LocalDate, Long> byDay = new TreeMap<>();
        for (String refund : refunds) {
            String[] parts = refund.split(SEPARATOR);
            byDay.put(LocalDate.parse(parts[0]), Long.valueOf(parts[1]));
        }
        return byDay;
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected SaleRow() {}
}
