package souk.stats.query;

import souk.kernel.Allocation;
import souk.kernel.Sku;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.order.Returned;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What an order is made of: all of its items cost what it costs, those of a consignment likewise.
 */
record Items(List<Item> all) {

    static Items of(OrderPlaced placed) {
        List<Item> items = new ArrayList<>();
        for (int place = 0; place < placed.consignments().size(); place++) {
            Consignment consignment = placed.consignments().get(place);
            Set<Sku> own = new HashSet<>(consignment.skus());
            List<OrderLine> lines =
                    placed.lines().stream().filter(line -> own.contains(line.sku())).toList();
            items.addAll(of(consignment, lines, place));
        }
        return new Items(items);
    }

    private static List<Item> of(Consignment consignment, List<OrderLine> lines, int place) {
        Amounts amounts = consignment.amounts();
        long[] discounts =
                Shares.of(amounts.discount().amount(), longs(lines, it -> it.total().amount()));
        long[] costs = new long[lines.size()];
        for (int i = 0; i < costs.length; i++) {
            OrderLine line = lines.get(i);
            long onTop = amounts.taxIncluded() ? 0 : line.tax().amount();
            costs[i] = line.total().amount() - discounts[i] + onTop;
        }
        String seller = consignment.seller().value();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < costs.length; i++) {
            OrderLine line = lines.get(i);
            items.add(
                    new Item(
                            place,
                            seller,
                            line.productId().value(),
                            line.sku().value(),
                            line.quantity().value(),
                            0,
                            costs[i],
                            0));
        }
        long rest = amounts.total().amount() - LongStream.of(costs).sum();
        items.add(Item.shipping(place, seller, rest));
        return items;
    }

    static Items parse(List<String> texts) {
        return new Items(texts.stream().map(Item::parse).toList());
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>(all.size());
        all.forEach(item -> texts.add(item.toString()));
        return texts;
    }

    /** What so many more pieces of each line cost: the last takes what rounding has left. */
    long[] costOf(List<Returned> pieces) {
        return longs(
                all,
                item -> {
                    int more = piecesOf(item, pieces);
                    return more == 0
                            ? 0
                            : Allocation.slice(
                                    item.cost(),
                                    item.returned(),
                                    item.returned() + more,
                                    item.quantity());
                });
    }

    Items takingBack(List<Returned> pieces) {
        return new Items(
                all.stream()
                        .map(it -> it.with(it.returned() + piecesOf(it, pieces), it.refunded()))
                        .toList());
    }

    private static int piecesOf(Item item, List<Returned> pieces) {
        return pieces.stream()
                .filter(it -> it.sku().value().equals(item.sku()))
                .mapToInt(it -> it.quantity().value())
                .sum();
    }

    /** What goes back for each: of the consignments first, then of what they are made of. */
    long[] refund(long amount, long[] named) {
        long[] wanted =
                IntStream.range(0, all.size())
                        .mapToLong(i -> Math.min(named[i], all.get(i).left()))
                        .toArray();
        long[] left = longs(all, Item::left);
        long[] byConsignment = Shares.of(amount, sums(wanted), sums(left));
        long[] parts = new long[all.size()];
        for (int consignment = 0; consignment < byConsignment.length; consignment++) {
            int[] own = itemsOf(consignment);
            long[] shares =
                    Shares.of(byConsignment[consignment], pick(wanted, own), pick(left, own));
            for (int i = 0; i < own.length; i++) {
                parts[own[i]] = shares[i];
            }
        }
        return parts;
    }

    /** What comes back for each of what had gone: that of the refund, if it is that. */
    long[] takeBack(long amount, long[] counted) {
        boolean fits =
                LongStream.of(counted).sum() == amount
                        && IntStream.range(0, counted.length)
                                .allMatch(i -> counted[i] <= all.get(i).refunded());
        return fits ? counted : Shares.of(amount, longs(all, Item::refunded));
    }

    Items refunded(long[] parts) {
        List<Item> after = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Item item = all.get(i);
            after.add(item.with(item.returned(), item.refunded() + parts[i]));
        }
        return new Items(after);
    }

    private int[] itemsOf(int consignment) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).consignment() == consignment)
                .toArray();
    }

    private long[] sums(long[] values) {
        long[] sums = new long[all.getLast().consignment() + 1];
        for (int i = 0; i < values.length; i++) {
            sums[all.get(i).consignment()] += values[i];
        }
        return sums;
    }

    private static long[] pick(long[] values, int[] places) {
        return IntStream.of(places).mapToLong(i -> values[i]).toArray();
    }

    private static <T> long[] longs(List<T> all, ToLongFunction<T> value) {
        return all.stream().mapToLong(value).toArray();
    }
}
