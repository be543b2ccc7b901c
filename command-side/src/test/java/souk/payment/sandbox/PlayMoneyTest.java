package souk.payment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PlayMoneyTest {

    private static final String WARNING = "NOBODY PAYS FOR ANYTHING HERE";

    private final ApplicationContextRunner shop =
            new ApplicationContextRunner().withUserConfiguration(PlayMoney.class);
    private final ApplicationContextRunner production =
            shop.withInitializer(it -> it.getEnvironment().setActiveProfiles("eu", "production"));

    @Test
    void is_told_loudly_of_in_production(CapturedOutput output) {
        production.run(it -> assertThat(it).hasNotFailed());
        assertThat(output).contains(WARNING);
    }

    @Test
    void is_told_of_even_where_it_was_chosen(CapturedOutput output) {
        production
                .withPropertyValues("souk.payment.provider=sandbox")
                .run(it -> assertThat(it).hasNotFailed());
        assertThat(output).contains(WARNING);
    }

    @Test
    void is_nothing_to_tell_of_elsewhere_or_where_money_is_real(CapturedOutput output) {
        shop.run(it -> assertThat(it).hasNotFailed());
        production
                .withPropertyValues("souk.payment.provider=stripe")
                .run(it -> assertThat(it).hasNotFailed());
        assertThat(output).doesNotContain(WARNING);
    }
}
