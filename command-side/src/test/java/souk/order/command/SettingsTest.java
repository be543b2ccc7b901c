package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import souk.catalog.CategoryId;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is written in configuration arrives. */
class SettingsTest {

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> written) {
        return new Binder(new MapConfigurationPropertySource(written)).bindOrCreate(prefix, type);
    }

    @Test
    void shipping_is_free_everywhere_out_of_the_box() {
        assertThat(bound("souk.shipping", ShippingSettings.class, Map.of()))
                .isEqualTo(
                        new ShippingSettings(
                                500,
                                Map.of(
                                        "standard",
                                        new ShippingSettings.Method(
                                                List.of(ShippingSettings.Rate.FREE)))));
    }

    @Test
    void shipping_takes_rates() {
        var written =
                Map.of(
                        "souk.shipping.default-grams", "300",
                        "souk.shipping.methods.express.rates[0].countries", "TN,DZ",
                        "souk.shipping.methods.express.rates[0].currency", "TND",
                        "souk.shipping.methods.express.rates[0].flat", "7000",
                        "souk.shipping.methods.express.rates[0].per-kilogram", "1500",
                        "souk.shipping.methods.express.rates[0].free-from", "200000");

        var rate =
                new ShippingSettings.Rate(
                        Set.of("TN", "DZ"), Currency.getInstance("TND"), 7_000, 1_500, 200_000L);
        assertThat(bound("souk.shipping", ShippingSettings.class, written))
                .isEqualTo(
                        new ShippingSettings(
                                300,
                                Map.of("express", new ShippingSettings.Method(List.of(rate)))));
    }

    @Test
    void tax_is_none_out_of_the_box() {
        assertThat(bound("souk.tax", TaxSettings.class, Map.of()))
                .isEqualTo(new TaxSettings(false, true, BigDecimal.ZERO, List.of()));
    }

    @Test
    void tax_takes_rates() {
        var written =
                Map.of(
                        "souk.tax.included", "true",
                        "souk.tax.on-shipping", "false",
                        "souk.tax.default-percent", "20",
                        "souk.tax.rates[0].countries", "TN",
                        "souk.tax.rates[0].categories", "cat_01hzy00000000000000000000a",
                        "souk.tax.rates[0].percent", "5.5");

        var rate =
                new TaxSettings.Rate(
                        Set.of("TN"),
                        Set.of(new CategoryId("cat_01hzy00000000000000000000a")),
                        new BigDecimal("5.5"));
        assertThat(bound("souk.tax", TaxSettings.class, written))
                .isEqualTo(new TaxSettings(true, false, new BigDecimal("20"), List.of(rate)));
    }

    @Test
    void orders_are_paid_within_half_an_hour_out_of_the_box() {
        assertThat(bound("souk.order", OrderSettings.class, Map.of()))
                .isEqualTo(new OrderSettings(Duration.ofMinutes(30), "SK"));
    }
}
