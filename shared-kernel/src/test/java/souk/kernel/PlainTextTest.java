package souk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource({
        "Été, ete",
        "GARÇON, garcon",
        "cœur, coeur",
        "ﬁn, fin",
        "كُوبٌ, كوب",
        "أزرق, ازرق",
        "مدرسة, مدرسه",
        "مقهى, مقهي",
        "عـــربي, عربي",
        "İ, i",
        "ÉTÉ, ete",
    })
    void makes_spellings_of_one_word_the_same(String written, String folded) {
        assertThat(PlainText.folded(written)).isEqualTo(folded);
        assertThat(PlainText.folded(folded)).isEqualTo(folded);
    }

    @Test
    void is_kept_without_blanks_around_it() {
        assertThat(Text.line("name", "  Mug ", 3)).isEqualTo("Mug");
        assertThat(Text.lines("text", "a\nb", 3)).isEqualTo("a\nb");
        assertThat(Text.line("name", "𝒳𝒳𝒳", 3)).isEqualTo("𝒳𝒳𝒳");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "abcd", "a\nb", "a\0b", "\ud800"})
    void is_no_line(String text) {
        assertThatThrownBy(() -> Text.line("name", text, 3)).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "a\0", "\udc00a"})
    void are_no_lines(String text) {
        assertThatThrownBy(() -> Text.lines("text", text, 3)).isInstanceOf(InvalidValue.class);
    }
}
