package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KnownModeTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withBean(KnownMode.class);

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void is_either(String mode) {
        application
                .withPropertyValues("axon.axonserver.enabled=" + mode)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "yes", "on", ""})
    void is_nothing_else(String mode) {
        application
                .withPropertyValues("axon.axonserver.enabled=" + mode)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasMessageContaining("is true or false, not"));
    }
}
