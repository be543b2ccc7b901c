package souk.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import souk.kernel.Money;

import java.util.Currency;

class StripeLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 50, 99999999",
        "USD, 50, 99999999",
        "GBP, 30, 99999999",
        "JPY, 50, 9999999999",
        "HUF, 17500, 999999999900",
        "INR, 50, 999999999",
        "TND, 10, 99999999",
        "MGA, 100, 9999999900",
        "UGX, 1, 999999",
        "ISK, 1, 999999",
    })
    void are_in_our_minor_units(String code, long least, long most) {
        Currency currency = Currency.getInstance(code);
        assertThat(StripeLimits.least(currency)).isEqualTo(least);
        assertThat(StripeLimits.most(currency)).isEqualTo(most);
    }

    @Test
    void are_amounts_that_can_be_told() {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            if (currency.getDefaultFractionDigits() >= 0) {
                var least = new Money(StripeLimits.least(currency), currency);
                assertThat(StripeAmount.of(least).isChargeable()).as(least::toString).isTrue();
                assertThat(StripeLimits.most(currency)).isGreaterThan(least.amount());
            }
        }
    }
}
