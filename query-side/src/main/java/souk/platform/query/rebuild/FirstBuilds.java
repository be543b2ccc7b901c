package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import souk.kernel.Ids;
import souk.platform.query.Projections;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has projections built that are new where much has happened already, and lets them go live then.
 * All nodes do so; one of them builds. What can't be built is replayed live, where events that
 * can't be digested are parked.
 */
final class FirstBuilds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FirstBuilds.class);

    private static final String ID = "reb_";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Options ALL = new Options(false, false, 0, null, "system");

    private final Projections projections;
    private final Rebuilds rebuilds;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService clockwork;

    FirstBuilds(Projections projections, Rebuilds rebuilds, Clock clock) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.clock = clock;
    }

    private void look() {
        try {
            buildOrGoLive();
        } catch (RuntimeException away) { // or nobody would look again
            log.warn("New projections can't be looked at", away);
        }
    }

    private void buildOrGoLive() {
        List<Rebuild> wanted = new ArrayList<>();
        for (String name : projections.unborn()) {
            if (projections.hasBegun(name)) {
                projections.goLive(name);
            } else if (rebuilds.running(name).isEmpty()) {
                buildOrReplay(name, wanted);
            }
        }
        if (!wanted.isEmpty()) {
            // unless another node has been quicker
            rebuilds.begin(wanted);
        }
    }

    private void buildOrReplay(String name, List<Rebuild> wanted) {
        Optional<Rebuild> last = rebuilds.latest(name).filter(it -> it.kind() == Kind.BUILD);
        if (last.isEmpty()) {
            wanted.add(Rebuild.of(idOf(name), name, Kind.BUILD, ALL, clock.instant()));
        } else if (!projections.hasBegun(name)) { // or it has ended just now
            log.warn("{} could not be built ({}) and is replayed", name, last.get().failure());
            projections.goLive(name);
        }
    }

    // the same on nodes that ask at the same moment: then it is one
    private String idOf(String name) {
        UUID bits = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Ids.of(
                ID,
                clock.millis(),
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(bits.getMostSignificantBits())
                        .putLong(bits.getLeastSignificantBits())
                        .array());
    }

    @Override
    public void start() {
        ScheduledExecutorService fresh =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("first builds").factory());
        fresh.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        clockwork = fresh;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = clockwork;
        clockwork = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }
}
