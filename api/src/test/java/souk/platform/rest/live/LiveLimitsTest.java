package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
            new LiveSettings(Duration.ofMillis(10), 3, 2, 10, 10, 2, FARTHEST);
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
        Presence first = presences.enter("mia");
        assertThat(first.patience(Duration.ofSeconds(1), Clock.systemUTC())).isPositive();
        Presence second = presences.enter("mia");
        refuses("mia", 429);
        Presence third = presences.enter(null);
        refuses("ada", 503);
        third.close();
        third.close();
        Presence fourth = presences.enter("ada");
        refuses(null, 503);
        refuses("mia", 429);
        first.close();
        presences.enter("mia").close();
        second.close();
        fourth.close();
    }

    private void refuses(String caller, int status) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> presences.enter(caller))
                .satisfies(
                        full -> {
                            assertThat(full.problem().status().value()).isEqualTo(status);
                            assertThat(full.problem().retryable()).isTrue();
                        });
    }

    @Test
    void settings_are_looked_at() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveSettings(Duration.ZERO, 1, 1, 1, 1, 1, 0))
                .withMessageContaining("souk.live.heartbeat");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveSettings(Duration.ofSeconds(1), 1, 0, 1, 1, 1, 0))
                .withMessageContaining("souk.live.streams-each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveSettings(Duration.ofSeconds(1), 1, 1, 1, 1, 1, -1))
                .withMessageContaining("souk.live.farthest");
    }

    private String told(long lastSeen) throws Exception {
        var bulletins = new Bulletins(List.of(), List.of());
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
        var leavesAtOnce = new Presence(null, Instant.EPOCH, () -> {});
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
        var broadcast = new Broadcast(new Bulletins(List.of(), List.of()), presences, settings);
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
