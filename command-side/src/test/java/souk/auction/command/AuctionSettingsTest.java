package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import souk.auction.Increments;
import souk.auction.Increments.Step;
import souk.auction.command.AuctionSettings.RunnerUpPrice;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Settings that no auction could be held by stop the process from starting. */
class AuctionSettingsTest {

    private static AuctionSettings settings(Duration payWithin, Duration extension) {
        return new AuctionSettings(
                payWithin,
                2,
                RunnerUpPrice.OWN_MAXIMUM,
                extension,
                Duration.ofSeconds(1),
                Duration.ofDays(90),
                Duration.ofDays(365),
                List.of());
    }

    @Test
    void there_are_as_many_runners_up_as_are_remembered() {
        AuctionStage.settings(10, RunnerUpPrice.OWN_MAXIMUM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuctionStage.settings(11, RunnerUpPrice.OWN_MAXIMUM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuctionStage.settings(-1, RunnerUpPrice.OWN_MAXIMUM));
    }

    private static AuctionSettings increments(String... fromAndBy) {
        return new AuctionSettings(
                Duration.ofHours(48),
                2,
                RunnerUpPrice.OWN_MAXIMUM,
                Duration.ofMinutes(2),
                Duration.ofSeconds(1),
                Duration.ofDays(90),
                Duration.ofDays(365),
                Arrays.stream(fromAndBy)
                        .map(step -> step.split(" "))
                        .map(
                                step ->
                                        new AuctionSettings.Increment(
                                                new BigDecimal(step[0]), new BigDecimal(step[1])))
                        .toList());
    }

    @Test
    void increments_are_those_of_the_currency() {
        AuctionSettings settings = increments("0 0.05", "10 0.5");
        assertThat(settings.incrementsWith(0))
                .isEqualTo(new Increments(List.of(new Step(0, 1), new Step(10, 1))));
        assertThat(settings.incrementsWith(3))
                .isEqualTo(new Increments(List.of(new Step(0, 50), new Step(10_000, 500))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 0.05",
                "0.001 0.05",
                "0 0.05,10 1,10 2",
                "0 0.05,10 1,5 2",
                "0 0.05,0.2 1,0.4 2", // the same where there is no smaller coin
                "0 0",
                "0 -1",
                "0 100000000001",
                "0 1,10000000000000000000 1"
            })
    void increments_fit_every_currency(String steps) {
        assertThatIllegalArgumentException().isThrownBy(() -> increments(steps.split(",")));
    }

    @Test
    void there_is_time_to_pay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ZERO, Duration.ZERO));
    }

    @Test
    void extensions_are_short() {
        settings(Duration.ofHours(1), Duration.ofHours(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ofHours(1), Duration.ofMinutes(61)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ofHours(1), Duration.ofMinutes(-1)));
    }
}
