package souk.platform.rest.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;

import souk.platform.rest.StubEvents;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whatever happens to whoever reads the events, nothing is left out, and nothing stops it. */
class EventFollowerTest {

    private final StubEvents events = new StubEvents();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile int failures;

    private final Witness witness =
            new Witness() {
                @Override
                public void begin(long from, long head) {
                    seen.add("from " + from + " to " + head);
                }

                @Override
                public void see(Happening happening) {
                    if (failures > 0) {
                        failures--;
                        throw new LinkageError("a test");
                    }
                    seen.add(
                            happening.position()
                                    + " "
                                    + happening.events().stream()
                                            .map(event -> event.getPayload().toString())
                                            .toList());
                }

                @Override
                public void pause() {
                    seen.add("pause");
                }
            };

    private final EventFollower follower =
            new EventFollower(
                    new StaticListableBeanFactory(Map.of("events", events))
                            .getBeanProvider(
                                    ResolvableType.forClass(StreamableMessageSource.class)),
                    List.of(witness),
                    meters);

    @AfterEach
    void stop() {
        follower.stop();
    }

    private void happens(String what) {
        events.happened("stub", 0, what);
    }

    private void sees(String... what) {
        await().untilAsserted(() -> assertThat(seen).containsExactly(what));
    }

    @Test
    void what_can_not_be_read_is_counted_and_passed_over() {
        follower.start();
        sees("from -1 to -1");
        events.happenedLater();
        events.happenedLater();
        happens("a");
        events.happenedLater();
        happens("b");
        sees("from -1 to -1", "0 []", "1 []", "2 [a]", "3 []", "4 [b]");
        assertThat(meters.get("souk.events.lag").gauge().value()).isZero();
    }

    @Test
    void what_has_become_two_is_seen_together() {
        happens("old");
        follower.start();
        sees("from 0 to 0");
        synchronized (events) {
            happens("a");
            events.happenedToo("a, too");
        }
        happens("b");
        sees("from 0 to 0", "1 [a, a, too]", "2 [b]");
    }

    @Test
    void a_store_that_is_empty_and_fails_loses_nothing() {
        follower.start();
        sees("from -1 to -1");
        events.failing = new IllegalStateException("a test");
        await().until(() -> seen.contains("pause"));
        happens("a");
        assertThat(meters.get("souk.events.lag").gauge().value()).isEqualTo(1);
        events.failing = null;
        await().until(() -> seen.contains("0 [a]"));
        assertThat(seen).startsWith("from -1 to -1", "pause");
    }

    @Test
    void no_failure_is_the_end() {
        follower.start();
        sees("from -1 to -1");
        failures = 1;
        happens("a");
        happens("b");
        sees("from -1 to -1", "pause", "from -1 to 1", "0 [a]", "1 [b]");
    }

    @Test
    void a_store_that_is_what_it_was_earlier_is_followed_from_there() {
        follower.start();
        sees("from -1 to -1");
        happens("a");
        happens("b");
        sees("from -1 to -1", "0 [a]", "1 [b]");
        follower.stop();
        events.goBackTo(0);
        follower.start();
        await().until(() -> seen.contains("from 0 to 0"));
        happens("c");
        sees("from -1 to -1", "0 [a]", "1 [b]", "pause", "from 0 to 0", "1 [c]");
    }
}
