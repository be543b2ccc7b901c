package souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import souk.kernel.InvalidValue;

class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "Blue Mug, blue-mug",
        "  Tasse d’Été — « Bleue » , tasse-d-ete-bleue",
        "Œuf à la coque, oeuf-a-la-coque",
        "كُوبٌ أزرق, كوب-ازرق",
        "T-Shirt 100% coton, t-shirt-100-coton",
        "Straße, strasse",
        "İstanbul, istanbul",
        "!!!, product",
        "bulk, product",
        "茶碗, 茶碗",
    })
    void is_what_a_reader_of_the_title_would_say(String title, String slug) {
        assertThat(Slug.from(title, "product")).isEqualTo(new Slug(slug));
    }

    @Test
    void is_never_too_long() {
        Slug slug = Slug.from("é".repeat(79) + " x" + "𝒳".repeat(40), "product");

        assertThat(slug.value().length()).isLessThanOrEqualTo(80);
        assertThat(slug.with("0123456789").value()).hasSizeLessThanOrEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a--b", "a-", "Été", "a b", "a/b", "prd_1", "suggestions"})
    void has_one_form_only(String value) {
        assertThatThrownBy(() -> new Slug(value)).isInstanceOf(InvalidValue.class);
    }
}
