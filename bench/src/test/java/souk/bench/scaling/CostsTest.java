package souk.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.bench.http.Kind;
import souk.bench.scaling.Costs.Cost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

class CostsTest {

    private static Path measured() throws Exception {
        return Path.of(Objects.requireNonNull(CostsTest.class.getResource("mixed.json")).toURI());
    }

    @Test
    void are_what_mixed_has_measured() throws Exception {
        Costs costs = Costs.in(measured());
        assertThat(costs.of(Kind.CHECKOUT)).isEqualTo(new Cost(5_100, 2_000));
        assertThat(costs.eventsOfRequest()).isEqualTo(0.61);
        // 0.2 × 575 + 0.05 × 653 + 0.45 × 300 + 0.2 × 415 + 0.08 × 5100 + 0.02 × 555
        assertThat(Math.round(costs.mean().server())).isEqualTo(785);
    }

    @Test
    void none_is_guessed(@TempDir Path place) throws Exception {
        Path half = place.resolve("half.json");
        Files.writeString(
                half, Files.readString(measured()).replace("\"bid\"", "\"something else\""));
        assertThatIllegalArgumentException().isThrownBy(() -> Costs.in(half));
    }
}
