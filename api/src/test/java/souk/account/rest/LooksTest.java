package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class LooksTest {

    private final StubLooks looks = new StubLooks();

    @Test
    void at_a_page_say_all_that_it_showed() {
        looks.page("orders", List.of("ord_1", "ord_2", "ord_3"));
        assertThat(looks.targets).containsExactly("orders ord_1 ord_2 ord_3");
    }

    @Test
    void at_a_page_of_one_are_looks_at_that_one() {
        looks.page("orders", List.of("ord_1"));
        assertThat(looks.targets).containsExactly("orders/ord_1");
    }

    @Test
    void at_nothing_are_none() {
        looks.page("orders", List.of());
        assertThat(looks.targets).isEmpty();
    }
}
