package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

class LastingStreamTest {

    private final List<Connection> connections = new ArrayList<>();
    private boolean away;

    /** Serves every position, as long as it lasts. */
    private class Connection implements TrackingEventStream {

        private final @Nullable TrackingToken from;
        private long next;
        private boolean closed;
        private @Nullable Runnable callback;

        Connection(@Nullable TrackingToken from) {
            this.from = from;
            this.next = from == null ? 0 : from.position().orElseThrow() + 1;
            connections.add(this);
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (away) {
                throw new AxonServerException(ErrorCode.OTHER.errorCode(), "closed");
            }
            return Optional.of(
                    new GenericTrackedEventMessage<>(
                            new GlobalSequenceTrackingToken(next),
                            GenericEventMessage.asEventMessage("event " + next)));
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return peek().isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            TrackedEventMessage<?> event = peek().orElseThrow();
            next++;
            return event;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            this.callback = callback;
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private LastingStream stream(Duration pause) {
        return new LastingStream(null, Connection::new, pause);
    }

    @Test
    void is_empty_while_the_server_is_away() throws Exception {
        var stream = stream(Duration.ofHours(1));
        away = true;

        assertThat(stream.hasNextAvailable()).isFalse();
        assertThat(stream.peek()).isEmpty();
        assertThat(connections).hasSize(1).allMatch(connection -> connection.closed);
    }

    @Test
    void goes_on_where_it_was_when_the_server_returns() throws Exception {
        var stream = stream(Duration.ZERO);
        Runnable callback = () -> {};
        stream.setOnAvailableCallback(callback);
        stream.nextAvailable();
        stream.nextAvailable();
        away = true;
        assertThat(stream.hasNextAvailable()).isFalse();

        away = false;

        assertThat(stream.nextAvailable().getPayload()).isEqualTo("event 2");
        assertThat(connections).hasSize(2);
        assertThat(connections.getLast().from).isEqualTo(new GlobalSequenceTrackingToken(1));
        assertThat(connections.getLast().callback).isSameAs(callback);
    }

    @Test
    void is_not_opened_again_once_closed() {
        var stream = stream(Duration.ZERO);
        away = true;
        stream.peek();

        stream.close();

        assertThat(stream.peek()).isEmpty();
        assertThat(connections).hasSize(1);
        assertThatThrownBy(stream::nextAvailable).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void other_failures_are_heard_of() {
        var stream =
                new LastingStream(
                        null,
                        token ->
                                new Connection(token) {
                                    @Override
                                    public Optional<TrackedEventMessage<?>> peek() {
                                        throw new UnknownNameException("not published");
                                    }
                                },
                        Duration.ZERO);

        assertThatThrownBy(stream::hasNextAvailable).isInstanceOf(UnknownNameException.class);
    }
}
