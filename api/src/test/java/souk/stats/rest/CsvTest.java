package souk.stats.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.seller.SellerId;
import souk.stats.Days;
import souk.stats.TopProductsView;
import souk.stats.TopProductsView.Product;
import souk.stats.Turnover;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

class CsvTest {

    private static Money money(long amount, String currency) {
        return new Money(amount, Currency.getInstance(currency));
    }

    @Test
    void writes_amounts_as_people_do() {
        assertThat(Csv.cell(money(19_900, "TND"))).isEqualTo("19.900");
        assertThat(Csv.cell(money(-1_250, "EUR"))).isEqualTo("-12.50");
        assertThat(Csv.cell(money(5, "EUR"))).isEqualTo("0.05");
        assertThat(Csv.cell(money(300, "JPY"))).isEqualTo("300");
        assertThat(Csv.cell(money(300, "XTS"))).isEqualTo("300");
    }

    @Test
    void quotes_what_would_end_a_cell() {
        assertThat(Csv.cell("A \"fine\" mug")).isEqualTo("\"A \"\"fine\"\" mug\"");
        assertThat(Csv.cell("Mug, blue")).isEqualTo("\"Mug, blue\"");
        assertThat(Csv.cell("two\r\nlines")).isEqualTo("\"two\r\nlines\"");
        assertThat(Csv.cell("Mug")).isEqualTo("Mug");
        assertThat(Csv.cell("3-in-1")).isEqualTo("3-in-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "  =1",
                "\uFF1D1",
                "\uFF201"
            })
    void leaves_no_formula(String title) {
        assertThat(Csv.cell(title).replace("\"", "")).isEqualTo("'" + title);
    }

    @Test
    void has_a_row_for_each_product() {
        var mug =
                Product.of(
                        new ProductId("prd_01hzy00000000000000000000a"),
                        "=HYPERLINK(\"http://evil\")",
                        new SellerId("sel_01hzy00000000000000000000a"),
                        3,
                        Turnover.of(money(900, "EUR"), money(300, "EUR")));
        var days = new Days(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 7));
        var view = new TopProductsView(days, ZoneId.of("UTC"), List.of(mug));

        assertThat(Csv.of(view))
                .hasToString(
                        "product,title,currency,units,gross,refunds,revenue\r\n"
                                + "prd_01hzy00000000000000000000a,"
                                + "\"'=HYPERLINK(\"\"http://evil\"\")\",EUR,3,9.00,3.00,6.00\r\n");
    }
}
