package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import souk.auction.command.AuctionSettings.RunnerUpPrice;

import java.time.Duration;
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
