package souk.stats.query;

import souk.order.OrderLine;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All figures of a history: sums under what they are sums of, without those of nothing. */
final class Book {

    final Map<LocalDate, Set<String>> buyers = new HashMap<>();
    private final Map<List<Object>, long[]> sums = new HashMap<>();

    long[] shop(LocalDate day, String currency, String status) {
        return sum("shop", day, currency, status);
    }

    long[] seller(String seller, LocalDate day, String currency) {
        return sum("seller", seller, day, currency);
    }

    long[] product(OrderLine line, LocalDate day, String currency) {
        return sum("product", line.seller().value(), day, currency, line.productId().value());
    }

    long[] sum(Object... what) {
        return sums.computeIfAbsent(List.of(what), _ -> new long[4]);
    }

    Map<List<Object>, List<Long>> figures() {
        Map<List<Object>, List<Long>> figures = new HashMap<>();
        sums.forEach(
                (what, values) -> {
                    if (Arrays.stream(values).anyMatch(it -> it != 0)) {
                        figures.put(what, Arrays.stream(values).boxed().toList());
                    }
                });
        return figures;
    }

    long buyersIn(LocalDate from, LocalDate to) {
        Set<String> all = new HashSet<>();
        from.datesUntil(to.plusDays(1))
                .forEach(day -> all.addAll(buyers.getOrDefault(day, Set.of())));
        return all.size();
    }
}
