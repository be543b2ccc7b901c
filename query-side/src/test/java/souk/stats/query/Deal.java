package souk.stats.query;

import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.order.OrderEvent;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderLine;
import souk.order.Returned;
import souk.payment.PaymentId;
import souk.payment.RefundId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One order, and what may become of it next: never more goes back than was paid. */
final class Deal {

    private static final String TX = "pi_1";

    private enum Way {
        ASKED,
        BACK,
        FAILED
    }

    private record Refund(long amount, Way way) {}

    final OrderPlaced placed;
    private final Random chance;
    private final Wares wares;
    private final PaymentId payment;
    private final Map<RefundId, Refund> refunds = new LinkedHashMap<>();
    private final Map<OrderLine, Integer> returned = new LinkedHashMap<>();
    private boolean paid;
    private boolean over;
    private boolean shipped;

    Deal(OrderPlaced placed, Random chance, Wares wares) {
        this.placed = placed;
        this.chance = chance;
        this.wares = wares;
        this.payment = PaymentId.of(placed.orderId().value());
    }

    List<OrderEvent> next() {
        if (over && !paid) {
            return refuse();
        }
        return paid ? afterwards() : chance.nextInt(4) == 0 ? cancel() : pay();
    }

    private List<OrderEvent> pay() {
        paid = true;
        var all = new OrderPaid(placed.orderId(), payment, TX, total());
        if (chance.nextInt(8) > 0) {
            return List.of(all);
        }
        // news of what went back may come before those of the payment, and count after it
        RefundId refund = newRefund();
        long amount = 1 + chance.nextLong(total().amount());
        var early =
                new OrderRefunded(
                        placed.orderId(), refund, TX, wares.money(amount), wares.money(0), 1);
        refunds.put(refund, new Refund(amount, Way.BACK));
        return List.of(early, all, back(refund, amount));
    }

    private List<OrderEvent> cancel() {
        over = true;
        return List.of(
                new OrderCancelled(placed.orderId(), OrderCancelled.Cause.NOT_PAID_IN_TIME, null));
    }

    // money that comes too late, and goes back
    private List<OrderEvent> refuse() {
        RefundId refund = newRefund();
        return List.of(
                new PaymentRefused(
                        placed.orderId(),
                        payment,
                        "pi_2",
                        total(),
                        refund,
                        PaymentRefused.Why.CANCELLED),
                new OrderRefunded(placed.orderId(), refund, "pi_2", total(), wares.money(0), 1));
    }

    private List<OrderEvent> afterwards() {
        return switch (chance.nextInt(10)) {
            case 0 -> ship();
            case 9 -> cancelPaid();
            case 1, 2 -> askForLines();
            case 3 -> ask(1 + chance.nextLong(Math.max(1, open())), List.of());
            case 4 -> ask(open(), everything());
            case 5, 6 -> tell(Way.BACK);
            case 7 -> tell(Way.FAILED);
            default -> elsewhere();
        };
    }

    private List<OrderEvent> ship() {
        if (over) {
            return List.of();
        }
        over = shipped;
        shipped = true;
        return List.of(
                over ? new OrderDelivered(placed.orderId()) : new OrderShipped(placed.orderId()));
    }

    private List<OrderEvent> cancelPaid() {
        if (over || shipped) {
            return List.of();
        }
        over = true;
        List<OrderEvent> events = new ArrayList<>(ask(open(), everything()));
        events.add(new OrderCancelled(placed.orderId(), OrderCancelled.Cause.BY_SHOP, "sold out"));
        return events;
    }

    private List<OrderEvent> askForLines() {
        List<Returned> pieces = new ArrayList<>();
        long worth = 0;
        for (OrderLine line : placed.lines()) {
            int left = line.quantity().value() - returned.getOrDefault(line, 0);
            if (left > 0 && chance.nextBoolean()) {
                int some = 1 + chance.nextInt(left);
                pieces.add(new Returned(line.sku(), new Quantity(some)));
                worth += Reckoning.worth(placed, line, returned.getOrDefault(line, 0), some);
            }
        }
        return worth > open() ? List.of() : ask(worth, pieces);
    }

    private List<Returned> everything() {
        return placed.lines().stream()
                .filter(it -> it.quantity().value() > returned.getOrDefault(it, 0))
                .map(
                        it ->
                                new Returned(
                                        it.sku(),
                                        new Quantity(
                                                it.quantity().value()
                                                        - returned.getOrDefault(it, 0))))
                .toList();
    }

    private List<OrderEvent> ask(long amount, List<Returned> pieces) {
        if (amount == 0 || amount > open()) {
            return List.of();
        }
        for (OrderLine line : placed.lines()) {
            pieces.stream()
                    .filter(it -> it.sku().equals(line.sku()))
                    .forEach(it -> returned.merge(line, it.quantity().value(), Integer::sum));
        }
        RefundId refund = newRefund();
        refunds.put(refund, new Refund(amount, Way.ASKED));
        return List.of(
                new RefundRequested(
                        placed.orderId(),
                        refund,
                        payment,
                        TX,
                        wares.money(amount),
                        pieces,
                        "broken",
                        false));
    }

    private List<OrderEvent> tell(Way way) {
        List<RefundId> known =
                refunds.keySet().stream().filter(it -> refunds.get(it).way() != way).toList();
        if (known.isEmpty()) {
            return List.of();
        }
        RefundId refund = known.get(chance.nextInt(known.size()));
        long amount = refunds.get(refund).amount();
        refunds.put(refund, new Refund(amount, way));
        return List.of(
                way == Way.BACK
                        ? back(refund, amount)
                        : new RefundFailed(placed.orderId(), refund, "no account", refunded(), 3));
    }

    // at the provider, without asking: it may be more than is left
    private List<OrderEvent> elsewhere() {
        if (chance.nextInt(3) > 0) {
            return List.of();
        }
        RefundId refund = newRefund();
        long amount = 1 + chance.nextLong(total().amount() + 1);
        refunds.put(refund, new Refund(amount, Way.BACK));
        return List.of(back(refund, amount));
    }

    private OrderRefunded back(RefundId refund, long amount) {
        return new OrderRefunded(placed.orderId(), refund, TX, wares.money(amount), refunded(), 2);
    }

    private Money refunded() {
        return wares.money(Math.min(sum(Way.BACK), total().amount()));
    }

    private long open() {
        return Math.max(0, total().amount() - sum(Way.BACK) - sum(Way.ASKED));
    }

    private long sum(Way way) {
        return refunds.values().stream()
                .filter(it -> it.way() == way)
                .mapToLong(Refund::amount)
                .sum();
    }

    private Money total() {
        return placed.amounts().total();
    }

    private RefundId newRefund() {
        return new RefundId(wares.id(RefundId.PREFIX));
    }
}
