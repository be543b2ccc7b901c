package souk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final String PREFIX = "cat_";

    @Test
    void sort_by_the_time_of_their_creation() {
        String first = Ids.of(PREFIX, 1, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
        String second = Ids.of(PREFIX, 2, new byte[10]);

        assertThat(first).isLessThan(second);
        assertThat(Ids.requireForm(PREFIX, first)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat_00000000000000000000000000",
                "cat_7zzzzzzzzzzzzzzzzzzzzzzzzz",
                "cat_0123456789abcdefghjkmnpqrs",
                "cat_0tvwxyz0000000000000000000",
            })
    void have_letters_that_are_not_mistaken_for_digits(String id) {
        assertThat(Ids.requireForm(PREFIX, id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cat_",
                "cat_0000000000000000000000000",
                "cat_000000000000000000000000000",
                "dog_00000000000000000000000000",
                "cat_80000000000000000000000000",
                "cat_a0000000000000000000000000",
                "cat_0000000000000000000000000I",
                "cat_0000000000000000000000000i",
                "cat_0000000000000000000000000l",
                "cat_0000000000000000000000000o",
                "cat_0000000000000000000000000u",
                "cat_000000000000000000000000-0",
                "cat_000000000000000000000000é0",
                "cat_0000000000000000000000000\n",
                " cat_0000000000000000000000000",
            })
    void have_one_form_only(String id) {
        assertThatThrownBy(() -> Ids.requireForm(PREFIX, id)).isInstanceOf(InvalidValue.class);
    }
}
