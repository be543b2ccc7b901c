package souk.projection.query;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.kernel.MessageKeys;
import souk.kernel.Moment;
import souk.kernel.Rejected;
import souk.platform.query.Projections;
import souk.platform.query.StoredTokens;
import souk.platform.query.rebuild.Rebuild;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;
import souk.platform.query.rebuild.Rebuilds;
import souk.projection.ProjectionRejection.ProjectionNotFound;
import souk.projection.RebuildCommand.Also;
import souk.projection.RebuildCommand.CancelRebuild;
import souk.projection.RebuildCommand.RollBack;
import souk.projection.RebuildCommand.StartRebuild;
import souk.projection.RebuildRejection.KeptGenerationIncomplete;
import souk.projection.RebuildRejection.NoGenerationKept;
import souk.projection.RebuildRejection.NotReachedYet;
import souk.projection.RebuildRejection.NothingHappenedYet;
import souk.projection.RebuildRejection.RebuildNotFound;
import souk.projection.RebuildRejection.RebuildOver;
import souk.projection.RebuildRejection.RebuildRunning;
import souk.projection.RebuildView;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Does what analysts and admins want of rebuilds. Each may be asked twice for the same id. */
@Component
class RebuildCommands {

    private static final String NOBODY = "system";

    private final Projections projections;
    private final Rebuilds rebuilds;
    private final ObjectProvider<EventStore> events;
    private final Clock clock;

    RebuildCommands(
            Projections projections,
            Rebuilds rebuilds,
            ObjectProvider<EventStore> events,
            Clock clock) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.events = events;
        this.clock = clock;
    }

    @CommandHandler
    RebuildView decide(
            StartRebuild command, @MetaDataValue(MessageKeys.ACTOR) @Nullable String actor) {
        Moment at = command.at();
        Options options =
                new Options(
                        command.verify(),
                        command.keepOld(),
                        command.from(),
                        at == null ? null : positionOf(at),
                        by(actor));
        Kind kind = at == null ? Kind.REBUILD : Kind.SCRATCH;
        List<Rebuild> together = new ArrayList<>();
        Stream.concat(
                        Stream.of(new Also(command.projection(), command.rebuildId())),
                        command.with().stream())
                .forEach(
                        it ->
                                together.add(
                                        Rebuild.of(
                                                it.rebuildId(),
                                                mustExist(it.projection()),
                                                kind,
                                                options,
                                                clock.instant())));
        together.forEach(this::mustHaveReached);
        return begin(together);
    }

    // what comes later leaves nothing to be compared with
    private void mustHaveReached(Rebuild rebuild) {
        long first = rebuild.options().first();
        long position = projections.progress(rebuild.projection()).position();
        if (first > 0 && first > position) {
            throw new Rejected(new NotReachedYet(rebuild.projection(), first, position));
        }
    }

    @CommandHandler
    RebuildView decide(RollBack command, @MetaDataValue(MessageKeys.ACTOR) @Nullable String actor) {
        String projection = mustExist(command.projection());
        if (rebuilds.find(command.rebuildId()).isEmpty()) {
            if (rebuilds.kept(projection).isEmpty()) {
                throw new Rejected(new NoGenerationKept(projection));
            }
            long missing = rebuilds.keptLetters(projection);
            if (missing > 0) {
                throw new Rejected(new KeptGenerationIncomplete(projection, missing));
            }
        }
        return begin(
                List.of(
                        Rebuild.of(
                                command.rebuildId(),
                                projection,
                                Kind.ROLLBACK,
                                new Options(false, true, 0, null, by(actor)),
                                clock.instant())));
    }

    @CommandHandler
    RebuildView decide(CancelRebuild command) {
        RebuildView before = find(command.projection(), command.rebuildId());
        if (!rebuilds.cancel(command.rebuildId())) {
            throw new Rejected(new RebuildOver(command.rebuildId()));
        }
        return before;
    }

    private RebuildView begin(List<Rebuild> together) {
        Rebuild first = together.getFirst();
        if (rebuilds.find(first.id()).isEmpty() && !rebuilds.begin(together)) {
            throw new Rejected(running(together));
        }
        return find(first.projection(), first.id());
    }

    private RebuildRunning running(List<Rebuild> together) {
        return together.stream()
                .flatMap(it -> rebuilds.inTheWayOf(it).stream())
                .findFirst()
                .map(it -> new RebuildRunning(it.projection(), it.id()))
                .orElseGet(() -> new RebuildRunning(together.getFirst().projection(), ""));
    }

    private RebuildView find(String projection, String id) {
        return rebuilds.find(id)
                .filter(it -> it.projection().equals(projection))
                .map(it -> RebuildViews.of(it, rebuilds))
                .orElseThrow(() -> new Rejected(new RebuildNotFound(id)));
    }

    private String mustExist(String projection) {
        if (!projections.names().contains(projection)) {
            throw new Rejected(new ProjectionNotFound(projection));
        }
        return projection;
    }

    private long positionOf(Moment at) {
        Instant instant = at.instant();
        if (instant == null) {
            return at.position() == null ? -1 : at.position();
        }
        long position = StoredTokens.positionOf(events.getObject().createTokenAt(instant));
        if (position < 0) {
            throw new Rejected(new NothingHappenedYet(instant));
        }
        return position;
    }

    private static String by(@Nullable String actor) {
        return actor == null ? NOBODY : actor;
    }
}
