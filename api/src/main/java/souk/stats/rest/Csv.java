package souk.stats.rest;

import souk.kernel.Money;
import souk.stats.RevenueView;
import souk.stats.TopProductsView;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows as RFC 4180 has them. What people have written is no formula, whatever it looks like. */
final class Csv {

    private static final String END = "\r\n";

    /** What spreadsheets take for the beginning of a formula, in narrow letters and wide ones. */
    private static final Pattern FORMULA =
            Pattern.compile("[\t\r\n].*|\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

    private final StringBuilder rows = new StringBuilder();

    private Csv(String... names) {
        add((Object[]) names);
    }

    static Csv of(RevenueView revenue) {
        var csv = new Csv("day", "currency", "orders", "units", "gross", "refunds", "revenue");
        revenue.points()
                .forEach(
                        it ->
                                csv.add(
                                        it.day(),
                                        it.currency(),
                                        it.orders(),
                                        it.units(),
                                        it.gross(),
                                        it.refunds(),
                                        it.revenue()));
        return csv;
    }

    static Csv of(TopProductsView products) {
        var csv = new Csv("product", "title", "currency", "units", "gross", "refunds", "revenue");
        products.items()
                .forEach(
                        it ->
                                csv.add(
                                        it.productId(),
                                        it.title(),
                                        it.revenue().currency(),
                                        it.units(),
                                        it.gross(),
                                        it.refunds(),
                                        it.revenue()));
        return csv;
    }

    private void add(Object... cells) {
        rows.append(Stream.of(cells).map(Csv::cell).collect(Collectors.joining(","))).append(END);
    }

    static String cell(Object value) {
        return switch (value) {
            case Money money -> decimal(money);
            case String text -> quoted(harmless(text));
            default -> quoted(value.toString());
        };
    }

    private static String decimal(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        return BigDecimal.valueOf(money.amount(), digits).toPlainString();
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
