package souk.order.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import org.jspecify.annotations.Nullable;

import souk.kernel.Allocation;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.Consignment;
import souk.order.ConsignmentId;
import souk.order.ConsignmentStatus;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.order.OrderView.Tracking;
import souk.order.Returned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pieces of one order: which are on their way, and which are not to be sent any more. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
class Goods {

    private Map<ConsignmentId, Tracking> shipped = new LinkedHashMap<>();
    private List<ConsignmentId> delivered = new ArrayList<>();
    private Map<Sku, Integer> returned = new LinkedHashMap<>();

    void ship(ConsignmentShipped event) {
        shipped.put(event.consignmentId(), new Tracking(event.carrier(), event.trackingNumber()));
    }

    void deliver(ConsignmentId consignment) {
        delivered.add(consignment);
    }

    void takeBack(List<Returned> pieces) {
        pieces.forEach(it -> returned.merge(it.sku(), it.quantity().value(), Integer::sum));
    }

    boolean isSent(ConsignmentId consignment) {
        return shipped.containsKey(consignment);
    }

    boolean isUntouched() {
        return shipped.isEmpty();
    }

    int left(OrderLine line) {
        return line.quantity().value() - returned(line.sku());
    }

    /** All that was not given back before. */
    List<Returned> left(OrderPlaced placed) {
        return placed.lines().stream()
                .filter(line -> left(line) > 0)
                .map(line -> new Returned(line.sku(), new Quantity(left(line))))
                .toList();
    }

    List<Returned> left(OrderPlaced placed, Consignment consignment) {
        return left(placed).stream().filter(it -> consignment.skus().contains(it.sku())).toList();
    }

    /** Nothing of it was given back. */
    boolean isWhole(Consignment consignment) {
        return consignment.skus().stream().allMatch(sku -> returned(sku) == 0);
    }

    /**
     * What was paid for so many more pieces of a line: with its tax, less its part of a discount,
     * without shipping. In coins; the last piece takes what rounding has left.
     */
    long worth(OrderPlaced placed, OrderLine line, Quantity pieces, Coin coin) {
        int before = returned(line.sku());
        return coin.slice(
                paidFor(placed, line), before, before + pieces.value(), line.quantity().value());
    }

    /** What was paid beside the goods: shipping, with what tax is on it. */
    long paidForSending(OrderPlaced placed, Consignment consignment) {
        return placed.lines().stream()
                .filter(it -> consignment.skus().contains(it.sku()))
                .mapToLong(it -> paidFor(placed, it))
                .reduce(consignment.amounts().total().amount(), (rest, paid) -> rest - paid);
    }

    private static long paidFor(OrderPlaced placed, OrderLine line) {
        Consignment consignment =
                placed.consignments().stream()
                        .filter(it -> it.skus().contains(line.sku()))
                        .findFirst()
                        .orElseThrow();
        List<OrderLine> together =
                placed.lines().stream()
                        .filter(it -> consignment.skus().contains(it.sku()))
                        .toList();
        List<Long> discounts =
                Allocation.of(
                        consignment.amounts().discount().amount(),
                        together.stream().map(it -> it.total().amount()).toList());
        long onTop = placed.amounts().taxIncluded() ? 0 : line.tax().amount();
        return line.total().amount() - discounts.get(together.indexOf(line)) + onTop;
    }

    /** Of an order that is paid and not cancelled. */
    ConsignmentStatus statusOf(Consignment consignment, OrderPlaced placed) {
        if (delivered.contains(consignment.id())) {
            return ConsignmentStatus.DELIVERED;
        }
        if (shipped.containsKey(consignment.id())) {
            return ConsignmentStatus.SHIPPED;
        }
        boolean nothingLeft =
                placed.lines().stream()
                        .filter(line -> consignment.skus().contains(line.sku()))
                        .allMatch(line -> left(line) == 0);
        return nothingLeft ? ConsignmentStatus.CANCELLED : ConsignmentStatus.READY;
    }

    @Nullable Tracking trackingOf(Consignment consignment) {
        return shipped.get(consignment.id());
    }

    int returned(Sku sku) {
        return returned.getOrDefault(sku, 0);
    }
}
