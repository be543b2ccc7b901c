package souk.order.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

import souk.order.OrderPage;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListOrders.Filter;
import souk.order.OrderQuery.ListOrders.Sort;
import souk.order.OrderView;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Slice;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of orders as they are asked for. */
final class OrderLists {

    private static final Pattern CURSOR =
            Pattern.compile(
                    "([A-Z_]+) (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z)"
                            + " (ord_[0-9a-z]{26})");

    /** What PostgreSQL can compare with. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private OrderLists() {}

    static ResponseEntity<Slice<OrderView>> page(
            OrderMessages orders, Filter filter, String sort, Paging paging) {
        mustBeSayable("from", filter.from());
        mustBeSayable("to", filter.to());
        Sort order = sortOf(sort);
        mustContinue(paging.after(), order);
        OrderPage page =
                orders.list(
                        new ListOrders(
                                filter, order, paging.limit(), paging.after(), paging.total()),
                        null);
        return Slice.of(page.items(), page.next(), page.total());
    }

    private static Sort sortOf(String sort) {
        return switch (sort) {
            case "-placedAt" -> Sort.NEWEST_FIRST;
            case "placedAt" -> Sort.OLDEST_FIRST;
            default ->
                    throw new ProblemException(
                            Problem.invalid(
                                    "sort", "invalid_sort", "must be placedAt or -placedAt"));
        };
    }

    /** Where a page of the same order has ended. */
    static void mustContinue(@Nullable String after, Sort order) {
        if (after == null) {
            return;
        }
        Matcher form = CURSOR.matcher(after);
        Cursor.mustBe(
                form.matches()
                        && form.group(1).equals(order.name())
                        && Cursor.isTime(form.group(2)));
    }

    private static void mustBeSayable(String name, @Nullable Instant time) {
        if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
            throw new ProblemException(
                    Problem.invalid(name, "invalid_" + name, "must be a time of four-digit years"));
        }
    }
}
