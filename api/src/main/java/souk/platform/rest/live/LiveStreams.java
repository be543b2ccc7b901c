package souk.platform.rest.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.platform.rest.json.StrictJson;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells one client after the other what happens, each on the thread of its request. */
@Component
class LiveStreams {

    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Broadcast broadcast;
    private final Archive archive;
    private final LiveSettings settings;
    private final StrictJson json;
    private final Clock clock;
    private final Counter dropped;

    LiveStreams(
            Broadcast broadcast,
            Archive archive,
            LiveSettings settings,
            StrictJson json,
            Clock clock,
            MeterRegistry meters) {
        this.broadcast = broadcast;
        this.archive = archive;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.dropped =
                Counter.builder("souk.live.dropped")
                        .description("Clients that did not read as fast as things happened")
                        .register(meters);
    }

    /** Returns when the client leaves, or may not stay. */
    void tell(
            Map<String, Set<String>> topics,
            @Nullable Place known,
            Presence presence,
            HttpServletResponse response)
            throws InterruptedException {
        boolean lost = known != null && isOutOfReach(known);
        long from = known == null || lost ? broadcast.head() : known.complete();
        Listener listener = new Listener(topics, from, settings.backlog());
        Wire wire = new Wire(response, json.mapper(), lost ? null : known);
        broadcast.join(listener);
        try {
            presence.listenWith(listener);
            Wire.head(response);
            if (lost) {
                wire.reset(from);
            }
            while (next(listener, presence, wire)) {
                wire.flush();
            }
            wire.flush();
        } catch (IOException left) {
            if (listener.isBehind()) {
                dropped.increment();
            }
        } finally {
            broadcast.leave(listener);
        }
    }

    // such as after the shop has gone back to what it was at an earlier time
    private boolean isOutOfReach(Place known) throws InterruptedException {
        long missed = broadcast.head() - known.complete();
        return settings.farthest() > 0 && missed > settings.farthest()
                || !broadcast.reaches(known.position(), A_MOMENT);
    }

    private boolean next(Listener listener, Presence presence, Wire wire)
            throws InterruptedException {
        Duration patience = presence.patience(settings.heartbeat(), clock);
        if (!patience.isPositive()) {
            return false;
        }
        listener.await(patience);
        if (listener.isOver()) {
            return false;
        }
        List<Bulletin> news = news(listener, patience);
        if (news.isEmpty()) {
            wire.beat(listener.position());
        }
        news.forEach(bulletin -> wire.tell(bulletin, listener));
        return !listener.isOver();
    }

    private List<Bulletin> news(Listener listener, Duration patience) throws InterruptedException {
        List<Bulletin> taken = listener.take();
        if (!taken.isEmpty()) {
            return taken;
        }
        if (!listener.isBehind()) {
            broadcast.idle(listener);
            return List.of();
        }
        Optional<List<Bulletin>> missed = broadcast.catchUp(listener);
        if (missed.isPresent()) {
            return missed.get();
        }
        if (listener.wasThere()) {
            dropped.increment();
            listener.end();
            return List.of();
        }
        return archive.read(listener, broadcast.floor(), patience);
    }
}
