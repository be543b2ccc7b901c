package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import souk.platform.rest.problem.ProblemException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class PatienceTest {

    @Test
    void ends() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Patience.await(Duration.ofMillis(20), CompletableFuture::new))
                .satisfies(
                        late -> {
                            assertThat(late.problem().code()).isEqualTo("no_answer_in_time");
                            assertThat(late.problem().retryable()).isTrue();
                        });
    }

    @Test
    void is_rewarded() {
        assertThat(
                        Patience.await(
                                Duration.ofSeconds(1),
                                () -> CompletableFuture.completedFuture("answer")))
                .isEqualTo("answer");
    }
}
