package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final int LARGE = 1024 * 1024;

    private final BodyBudget budget = new BodyBudget(2 * LARGE);

    @Test
    void takes_as_many_large_bodies_as_fit() {
        var first = budget.take(LARGE);
        assertThat(first).isNotNull();
        assertThat(budget.take(LARGE)).isNotNull();
        assertThat(budget.take(LARGE)).isNull();

        first.close();

        assertThat(budget.take(LARGE)).isNotNull();
    }

    @Test
    void always_takes_small_ones() {
        budget.take(2 * LARGE);

        assertThat(budget.take(1_000)).isNotNull();
        assertThat(budget.take(-1)).isNotNull();
    }
}
