package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import souk.platform.rest.json.StrictJson;
import souk.platform.rest.problem.ProblemException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is not given to everybody without end. */
class LiveLimitsTest {

    private static final long HEAD = 100;
    private static final long FARTHEST = 5;

    private final LiveSettings settings =
            new LiveSettings(Duration.ofMillis(10), 1, 10, 10, 1, FARTHEST);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Presences presences =
            new Presences(_ -> new TestingAuthenticationToken("mia", ""), settings, meters);

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void so_many_listen_and_no_more() {
        presences.start();
        try (Presence first = presences.enter()) {
            assertThat(first.patience(Duration.ofSeconds(1), Clock.systemUTC())).isPositive();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(presences::enter)
                    .satisfies(full -> assertThat(full.problem().retryable()).isTrue());
        }
        presences.enter().close();
    }

    private String told(long lastSeen) throws Exception {
        var bulletins = new Bulletins(List.of());
        var broadcast = new Broadcast(bulletins, presences, settings);
        broadcast.begin(HEAD, HEAD);
        var archive =
                new Archive(
                        new StaticListableBeanFactory()
                                .getBeanProvider(ResolvableType.forClass(Object.class)),
                        bulletins,
                        settings);
        var streams =
                new LiveStreams(
                        broadcast, archive, settings, new StrictJson(), Clock.systemUTC(), meters);
        var response = new MockHttpServletResponse();
        var leavesAtOnce = new Presence(Instant.EPOCH, () -> {});
        streams.tell(Map.of(), Place.after(lastSeen), leavesAtOnce, response);
        return response.getContentAsString();
    }

    @Test
    void whoever_was_away_for_too_long_has_to_read_everything_anew() throws Exception {
        assertThat(told(HEAD - FARTHEST)).isEmpty();
        assertThat(told(HEAD - FARTHEST - 1))
                .isEqualTo("id: 100\nevent: reset\ndata: {\"position\":100}\n\n");
    }

    @Test
    void nobody_is_let_in_before_anything_was_seen() {
        var broadcast = new Broadcast(new Bulletins(List.of()), presences, settings);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(broadcast::head)
                .satisfies(early -> assertThat(early.problem().retryable()).isTrue());
    }

    @Test
    void a_place_is_read_as_it_is_written() {
        for (String id : List.of("0", "4711", "4711.0", "4711.12")) {
            assertThat(Place.parse(id)).hasToString(id);
        }
        Place between = Place.parse("4711.1");
        assertThat(between.covers(4_711, 1)).isTrue();
        assertThat(between.covers(4_711, 2)).isFalse();
        assertThat(between.complete()).isEqualTo(4_710);
        assertThat(Place.parse("4711").complete()).isEqualTo(4_711);
        assertThat(Place.parse(" ")).isNull();
    }
}
