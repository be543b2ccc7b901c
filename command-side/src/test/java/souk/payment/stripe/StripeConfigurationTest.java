package souk.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import souk.payment.command.PaymentProvider;

import java.time.Clock;

class StripeConfigurationTest {

    private final ApplicationContextRunner node =
            new ApplicationContextRunner()
                    .withUserConfiguration(StripeConfiguration.class)
                    .withBean(Clock.class, Clock::systemUTC);

    @Test
    void is_there_if_it_is_chosen() {
        node.withPropertyValues(
                        "souk.payment.provider=stripe", "souk.payment.stripe.api-key=sk_test_1")
                .run(
                        context ->
                                assertThat(context.getBean(PaymentProvider.class).name())
                                        .isEqualTo("stripe"));
    }

    @Test
    void does_not_start_without_a_key() {
        node.withPropertyValues("souk.payment.provider=stripe")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("souk.payment.stripe.api-key"));
    }

    @Test
    void is_not_there_by_default() {
        node.run(context -> assertThat(context).doesNotHaveBean(PaymentProvider.class));
    }
}
