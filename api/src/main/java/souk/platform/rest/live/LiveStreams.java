package souk.platform.rest.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
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
        Pulse pulse = new Pulse(settings.heartbeat(), clock);
        Wire wire = new Wire(response, json.mapper(), lost ? null : known, pulse);
        broadcast.join(listener);
        try {
            presence.listenWith(listener);
            Wire.head(response);
            if (lost) {
                wire.reset(from);
            }
            while (next(listener, presence, wire, pulse)) {
                wire.flush();
            }
            wire.flush();
        } catch (IOException left) {
            if (listener.wasThere() && listener.isBehind()) {
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

    private boolean next(Listener listener, Presence presence, Wire wire, Pulse pulse)
            throws InterruptedException {
        Duration patience = presence.patience(settings.heartbeat(), clock);
        if (!patience.isPositive()) {
            return false;
        }
        listener.await(shorter(patience, pulse.left()));
        if (listener.isOver()) {
            return false;
        }
        List<Bulletin> news = news(listener, presence.caller(), patience);
        // among the news may be what happened after it was turned away
        if (listener.isOver() || !tell(news, listener, wire)) {
            return false;
        }
        // most of the news may concern others
        if (news.isEmpty() || wire.isSilent()) {
            wire.beat(listener.position());
        }
        return !listener.isOver();
    }

    /** Ends where it can't be found out whom something concerns: the client resumes right there. */
    private static boolean tell(List<Bulletin> news, Listener listener, Wire wire) {
        for (Bulletin bulletin : news) {
            try {
                wire.tell(bulletin, listener);
            } catch (RuntimeException unanswered) {
                LOG.warn("A client is told later of {}", bulletin.position(), unanswered);
                return false;
            }
        }
        return true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<Bulletin> news(Listener listener, @Nullable String caller, Duration patience)
            throws InterruptedException {
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
        return archive.read(listener, caller, broadcast.floor(), patience);
    }
}
