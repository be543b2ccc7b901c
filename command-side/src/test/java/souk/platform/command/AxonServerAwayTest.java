package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.platform.command.Shopping.addMug;
import static souk.platform.command.Shopping.create;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import souk.cart.CartId;
import souk.kernel.CommonRejection.ServiceUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Runs where commands are given that stop and start the server, which nothing else uses then. */
@OverAxonServer
@EnabledIfEnvironmentVariable(
        named = "SOUK_TEST_AXONSERVER_STOP",
        matches = ".+",
        disabledReason = "No SOUK_TEST_AXONSERVER_STOP and SOUK_TEST_AXONSERVER_START")
class AxonServerAwayTest {

    @Autowired Shopping shopping;
    @Autowired Map<String, HealthIndicator> health;

    private final CartId cart = Shopping.newCart();

    @Test
    void commands_are_refused_and_health_says_why_until_it_returns() throws Exception {
        shopping.carryOut(create(cart));
        run("SOUK_TEST_AXONSERVER_STOP");
        try {
            becomes(Status.DOWN);
            assertThat(shopping.refusalOf(addMug(cart)))
                    .isEqualTo(new ServiceUnavailable("the command side"));
        } finally {
            run("SOUK_TEST_AXONSERVER_START");
        }

        becomes(Status.UP);
        assertThat(shopping.carryOut(addMug(cart)).version()).isEqualTo(1);
    }

    private void becomes(Status expected) {
        for (String indicator : new String[] {"axonServer", "eventStore"}) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () ->
                                    assertThat(health.get(indicator + "HealthIndicator").health())
                                            .returns(expected, it -> it.getStatus()));
        }
    }

    private static void run(String variable) throws IOException, InterruptedException {
        int status =
                new ProcessBuilder("sh", "-c", System.getenv(variable))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        assertThat(status).as(variable).isZero();
    }
}
