package souk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkuTest {

    @ParameterizedTest
    @ValueSource(strings = {"A", "7", "a.b", "a_b-c", "mug/blue/7", "MUG..", "a--/b"})
    void fits_into_paths(String sku) {
        assertThat(new Sku(sku).fitsIntoPaths()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "a//b", "a/.", "a/..", "a/../b", "a/./b", "a/_"})
    void does_not_fit_into_paths_where_it_would_be_a_way(String sku) {
        assertThat(new Sku(sku).fitsIntoPaths()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/a", "-a", ".a", "a b", "a;b", "a%2Fb", "a\\b", "a\n", "é"})
    void is_no_more_than_a_name(String sku) {
        assertThatThrownBy(() -> new Sku(sku)).isInstanceOf(InvalidValue.class);
    }
}
