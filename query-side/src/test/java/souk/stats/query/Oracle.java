package souk.stats.query;

import souk.order.Consignment;
import souk.order.OrderEvent;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderLine;
import souk.order.OrderStatus;
import souk.order.Returned;
import souk.payment.RefundId;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What figures must be, found by going through all that happened to each order. */
final class Oracle {

    private static final String SHIPPING = "shipping of ";

    final Book book = new Book();
    private final ZoneId zone;

    private Oracle(ZoneId zone) {
        this.zone = zone;
    }

    static Book of(List<Fact> facts, ZoneId zone) {
        var oracle = new Oracle(zone);
        Map<Object, List<Fact>> byOrder = new LinkedHashMap<>();
        facts.forEach(
                it ->
                        byOrder.computeIfAbsent(it.event().orderId(), _ -> new ArrayList<>())
                                .add(it));
        byOrder.values().forEach(oracle::add);
        return oracle.book;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private void add(List<Fact> order) {
        OrderPlaced placed = (OrderPlaced) order.getFirst().event();
        String currency = placed.amounts().total().currency().getCurrencyCode();
        String status = statusOf(order).name();
        book.shop(day(order.getFirst().at()), currency, status)[0]++;
        var money = new Back(placed);
        for (Fact fact : order) {
            LocalDate day = day(fact.at());
            switch (fact.event()) {
                case OrderPaid paid -> {
                    book.buyers
                            .computeIfAbsent(day, _ -> new HashSet<>())
                            .add(placed.buyer().value());
                    book.shop(day, currency, status)[1]++;
                    book.shop(day, currency, status)[2] += paid.amount().amount();
                    paid(placed, day, currency);
                }
                case RefundRequested asked -> money.ask(asked);
                case OrderRefunded back -> {
                    Map<String, Long> parts = money.set(back.refundId(), back.refunded().amount());
                    refund(placed, parts, day, currency, status);
                }
                case RefundFailed failed -> {
                    Map<String, Long> parts =
                            money.set(failed.refundId(), failed.refunded().amount());
                    refund(placed, parts, day, currency, status);
                }
                default -> {}
            }
        }
    }

    private static OrderStatus statusOf(List<Fact> order) {
        OrderStatus reached = OrderStatus.PLACED;
        long paid = 0;
        long refunded = 0;
        for (Fact fact : order) {
            OrderEvent event = fact.event();
            reached =
                    switch (event) {
                        case OrderPaid _ -> OrderStatus.PAID;
                        case OrderShipped _ -> OrderStatus.SHIPPED;
                        case OrderDelivered _ -> OrderStatus.DELIVERED;
                        case OrderCancelled _ -> OrderStatus.CANCELLED;
                        default -> reached;
                    };
            paid = event instanceof OrderPaid it ? it.amount().amount() : paid;
            refunded = event instanceof OrderRefunded it ? it.refunded().amount() : refunded;
            refunded = event instanceof RefundFailed it ? it.refunded().amount() : refunded;
        }
        return refunded == 0
                ? reached
                : refunded == paid ? OrderStatus.REFUNDED : OrderStatus.PARTIALLY_REFUNDED;
    }

    private void paid(OrderPlaced placed, LocalDate day, String currency) {
        for (Consignment it : placed.consignments()) {
            long[] sums = book.seller(it.seller().value(), day, currency);
            sums[0]++;
            sums[2] += it.amounts().total().amount();
        }
        for (OrderLine line : placed.lines()) {
            int units = line.quantity().value();
            book.seller(line.seller().value(), day, currency)[1] += units;
            long[] sums = book.product(line, day, currency);
            sums[0] += units;
            sums[1] += Reckoning.cost(placed, line);
        }
    }

    private void refund(
            OrderPlaced placed,
            Map<String, Long> parts,
            LocalDate day,
            String currency,
            String status) {
        for (OrderLine line : placed.lines()) {
            long part = parts.getOrDefault(line.sku().value(), 0L);
            book.product(line, day, currency)[2] += part;
            book.seller(line.seller().value(), day, currency)[3] += part;
            book.shop(day, currency, status)[3] += part;
        }
        for (Consignment it : placed.consignments()) {
            long part = parts.getOrDefault(SHIPPING + it.id(), 0L);
            book.seller(it.seller().value(), day, currency)[3] += part;
            book.shop(day, currency, status)[3] += part;
        }
    }

    /** The money of one order that went back: from what, by name. */
    private static final class Back {

        private final OrderPlaced placed;
        private final Map<String, Long> costs = new LinkedHashMap<>();
        private final Map<String, Consignment> homes = new LinkedHashMap<>();
        private final Map<String, Long> gone = new HashMap<>();
        private final Map<String, Integer> returned = new HashMap<>();
        private final Map<RefundId, Map<String, Long>> asked = new HashMap<>();
        private final Map<RefundId, Map<String, Long>> given = new HashMap<>();

        Back(OrderPlaced placed) {
            this.placed = placed;
            for (Consignment consignment : placed.consignments()) {
                long rest = consignment.amounts().total().amount();
                for (OrderLine line : placed.lines()) {
                    if (consignment.skus().contains(line.sku())) {
                        long cost = Reckoning.cost(placed, line);
                        costs.put(line.sku().value(), cost);
                        homes.put(line.sku().value(), consignment);
                        rest -= cost;
                    }
                }
                costs.put(SHIPPING + consignment.id(), rest);
                homes.put(SHIPPING + consignment.id(), consignment);
            }
        }

        void ask(RefundRequested wanted) {
            Map<String, Long> worth = new HashMap<>();
            for (Returned it : wanted.lines()) {
                OrderLine line =
                        placed.lines().stream()
                                .filter(known -> known.sku().equals(it.sku()))
                                .findFirst()
                                .orElseThrow();
                String sku = it.sku().value();
                int before = returned.getOrDefault(sku, 0);
                worth.put(sku, Reckoning.worth(placed, line, before, it.quantity().value()));
                returned.put(sku, before + it.quantity().value());
            }
            asked.put(wanted.refundId(), worth);
        }

        Map<String, Long> set(RefundId refund, long all) {
            long more = all - sum(gone);
            Map<String, Long> parts =
                    more > 0 ? give(refund, more) : more < 0 ? take(refund, -more) : Map.of();
            parts.forEach((name, part) -> gone.merge(name, part, Long::sum));
            return parts;
        }

        private Map<String, Long> give(RefundId refund, long amount) {
            Map<String, Long> named = new HashMap<>();
            asked.getOrDefault(refund, Map.of())
                    .forEach((sku, worth) -> named.put(sku, Math.min(worth, left(sku))));
            List<Long> namedOf = new ArrayList<>();
            List<Long> leftOf = new ArrayList<>();
            for (Consignment it : placed.consignments()) {
                List<String> names = namesOf(it);
                namedOf.add(names.stream().mapToLong(n -> named.getOrDefault(n, 0L)).sum());
                leftOf.add(names.stream().mapToLong(this::left).sum());
            }
            List<Long> shares = share(amount, namedOf, leftOf);
            Map<String, Long> parts = new HashMap<>();
            for (int i = 0; i < shares.size(); i++) {
                List<String> names = namesOf(placed.consignments().get(i));
                List<Long> own =
                        share(
                                shares.get(i),
                                names.stream().map(n -> named.getOrDefault(n, 0L)).toList(),
                                names.stream().map(this::left).toList());
                for (int k = 0; k < own.size(); k++) {
                    parts.put(names.get(k), own.get(k));
                }
            }
            parts.forEach(
                    (name, part) ->
                            given.computeIfAbsent(refund, _ -> new HashMap<>())
                                    .merge(name, part, Long::sum));
            return parts;
        }

        private Map<String, Long> take(RefundId refund, long amount) {
            Map<String, Long> then = given.getOrDefault(refund, Map.of());
            given.remove(refund);
            Map<String, Long> parts = new HashMap<>();
            if (sum(then) == amount
                    && then.keySet().stream()
                            .allMatch(it -> then.get(it) <= gone.getOrDefault(it, 0L))) {
                then.forEach((name, part) -> parts.put(name, -part));
                return parts;
            }
            List<String> names = List.copyOf(costs.keySet());
            List<Long> shares =
                    Reckoning.divide(
                            amount, names.stream().map(it -> gone.getOrDefault(it, 0L)).toList());
            for (int i = 0; i < names.size(); i++) {
                parts.put(names.get(i), -shares.get(i));
            }
            return parts;
        }

        // what is named comes first, the rest goes by what is left besides
        private static List<Long> share(long amount, List<Long> named, List<Long> left) {
            long wanted = named.stream().mapToLong(Long::longValue).sum();
            if (wanted > amount) {
                return Reckoning.divide(amount, named);
            }
            List<Long> besides = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                besides.add(left.get(i) - named.get(i));
            }
            List<Long> parts = new ArrayList<>(Reckoning.divide(amount - wanted, besides));
            for (int i = 0; i < parts.size(); i++) {
                parts.set(i, parts.get(i) + named.get(i));
            }
            return parts;
        }

        private List<String> namesOf(Consignment consignment) {
            return costs.keySet().stream().filter(it -> homes.get(it) == consignment).toList();
        }

        private long left(String name) {
            return costs.get(name) - gone.getOrDefault(name, 0L);
        }

        private static long sum(Map<String, Long> values) {
            return values.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
