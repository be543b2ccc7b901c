package souk.stats.query;

import souk.order.Consignment;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic as one would explain it, unit by unit. */
final class Reckoning {

    private Reckoning() {}

    /** As long as there is something left, a unit for whoever is furthest from his part. */
    static List<Long> divide(long amount, List<Long> weights) {
        long sum = weights.stream().mapToLong(Long::longValue).sum();
        if (sum == 0) {
            return divide(amount, weights.stream().map(_ -> 1L).toList());
        }
        List<Long> parts = new ArrayList<>();
        for (long weight : weights) {
            parts.add(times(amount, weight).divide(BigInteger.valueOf(sum)).longValueExact());
        }
        while (parts.stream().mapToLong(Long::longValue).sum() < amount) {
            int furthest = 0;
            for (int i = 1; i < parts.size(); i++) {
                if (missing(amount, weights.get(i), parts.get(i), sum)
                                .compareTo(
                                        missing(
                                                amount,
                                                weights.get(furthest),
                                                parts.get(furthest),
                                                sum))
                        > 0) {
                    furthest = i;
                }
            }
            parts.set(furthest, parts.get(furthest) + 1);
        }
        return parts;
    }

    private static BigInteger missing(long amount, long weight, long part, long sum) {
        return times(amount, weight).subtract(times(part, sum));
    }

    private static BigInteger times(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    static Consignment consignmentOf(OrderPlaced placed, OrderLine line) {
        return placed.consignments().stream()
                .filter(it -> it.skus().contains(line.sku()))
                .findFirst()
                .orElseThrow();
    }

    /** What was paid for a line: with its tax, less its part of the discount. */
    static long cost(OrderPlaced placed, OrderLine line) {
        Consignment consignment = consignmentOf(placed, line);
        List<OrderLine> together =
                placed.lines().stream()
                        .filter(it -> consignment.skus().contains(it.sku()))
                        .toList();
        List<Long> discounts =
                divide(
                        consignment.amounts().discount().amount(),
                        together.stream().map(it -> it.total().amount()).toList());
        return line.total().amount()
                - discounts.get(together.indexOf(line))
                + (placed.amounts().taxIncluded() ? 0 : line.tax().amount());
    }

    /** What the next pieces of a line cost, one by one. */
    static long worth(OrderPlaced placed, OrderLine line, int before, int pieces) {
        long cost = cost(placed, line);
        long quantity = line.quantity().value();
        long worth = 0;
        for (int piece = before; piece < before + pieces; piece++) {
            worth += cost * (piece + 1) / quantity - cost * piece / quantity;
        }
        return worth;
    }
}
