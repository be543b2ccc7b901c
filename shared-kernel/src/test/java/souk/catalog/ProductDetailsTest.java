package souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.kernel.Sku;

import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ProductDetailsTest {

    private static final Currency TND = Currency.getInstance("TND");

    private static ProductDetails with(List<String> images, Map<String, String> attributes) {
        return new ProductDetails("Mug", "", null, null, false, images, attributes);
    }

    private static Variant variant(long price, Money compareAt) {
        return new Variant(new Sku("MUG"), Map.of(), new Money(price, TND), compareAt);
    }

    private static Map<String, String> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mug.jpg", "ftp://a.org/b", "javascript:alert(1)", "http:///a", "a b"})
    void have_images_at_addresses_only(String image) {
        assertThatThrownBy(() -> with(List.of(image), Map.of())).isInstanceOf(InvalidValue.class);
    }

    @Test
    void have_no_more_than_there_is_room_for() {
        String image = "https://example.org/a";
        assertThat(with(Collections.nCopies(20, image), entries(50)).images()).hasSize(20);
        assertThatThrownBy(() -> with(Collections.nCopies(21, image), Map.of()))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> with(List.of(), entries(51))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void have_prices_that_are_some() {
        assertThat(variant(1, new Money(2, TND)).price()).isEqualTo(new Money(1, TND));
        assertThatThrownBy(() -> variant(0, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> variant(-1, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> variant(Long.MAX_VALUE, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(
                        () ->
                                new Variant(
                                        new Sku("MUG"),
                                        Map.of(),
                                        new Money(1, Currency.getInstance("XAU")),
                                        null))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void compare_with_higher_prices_of_the_same_currency() {
        assertThatThrownBy(() -> variant(5, new Money(5, TND))).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> variant(5, new Money(9, Currency.getInstance("EUR"))))
                .isInstanceOf(InvalidValue.class);
    }
}
