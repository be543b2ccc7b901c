package souk.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import souk.kernel.Money;

import java.util.Currency;

class StripeAmountTest {

    private static Money money(long amount, String currency) {
        return new Money(amount, Currency.getInstance(currency));
    }

    @ParameterizedTest
    @CsvSource({
        "1999,  EUR, 1999",
        "19900, TND, 19900",
        "500,   JPY, 500",
        "1050,  DZD, 1050",
        "500,   MGA, 5",
        "500,   UGX, 50000",
        "500,   ISK, 50000",
        "500,   KRW, 500",
    })
    void is_stripes_and_ours(long ours, String currency, long stripes) {
        StripeAmount amount = StripeAmount.of(money(ours, currency));
        assertThat(amount.amount()).isEqualTo(stripes);
        assertThat(amount.money()).isEqualTo(money(ours, currency));
    }

    @Test
    void of_thousandths_is_charged_in_hundredths() {
        assertThat(StripeAmount.of(money(19_900, "TND")).isChargeable()).isTrue();
        assertThat(StripeAmount.of(money(19_905, "TND")).isChargeable()).isFalse();
        assertThat(StripeAmount.of(money(19_905, "TND")).money()).isEqualTo(money(19_905, "TND"));
        assertThat(StripeAmount.of(money(19_905, "EUR")).isChargeable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "TND, 10, 1",
        "KWD, 10, 1",
        "EUR, 1, 1",
        "JPY, 1, 1",
        "MGA, 100, 100",
        "LYD, 10, 10",
        "ISK, 1, 1",
        "UGX, 1, 1",
    })
    void is_a_multiple_of_the_smallest(String code, long chargeable, long known) {
        Currency currency = Currency.getInstance(code);
        assertThat(StripeAmount.smallestChargeable(currency)).isEqualTo(chargeable);
        assertThat(StripeAmount.smallest(currency)).isEqualTo(known);
        assertThat(StripeAmount.of(new Money(chargeable, currency)).isChargeable()).isTrue();
        assertThat(StripeAmount.of(new Money(known, currency)).money())
                .isEqualTo(new Money(known, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 9223372036854775807",
        "TND, 9223372036854775807",
        "UGX, 92233720368547758",
    })
    void is_none_above_the_largest(String code, long largest) {
        Currency currency = Currency.getInstance(code);
        assertThat(StripeAmount.largest(currency)).isEqualTo(largest);
        assertThat(StripeAmount.of(new Money(largest, currency)).money())
                .isEqualTo(new Money(largest, currency));
    }

    @Test
    void that_is_too_fine_there_is_none() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> StripeAmount.of(money(501, "MGA")));
    }
}
