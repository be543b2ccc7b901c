package souk.projection.query;

import souk.platform.query.rebuild.Rebuild;
import souk.platform.query.rebuild.Rebuilds;
import souk.projection.RebuildView;
import souk.projection.RebuildView.Difference;
import souk.projection.RebuildView.Failure;
import souk.projection.RebuildView.Kind;
import souk.projection.RebuildView.Phase;

/** Rebuilds as their keepers see them. */
final class RebuildViews {

    private RebuildViews() {}

    static RebuildView of(Rebuild rebuild, Rebuilds rebuilds) {
        Rebuild.Failure failure = rebuild.failure();
        Rebuild.Options options = rebuild.options();
        return new RebuildView(
                rebuild.id(),
                rebuild.projection(),
                Kind.valueOf(rebuild.kind().name()),
                Phase.valueOf(rebuild.phase().name()),
                rebuild.progress().done(),
                rebuild.progress().total(),
                rebuild.phase().isOver() ? 0 : rebuild.progress().rate(),
                rebuild.progress().eta(),
                rebuilds.differences(rebuild.id()).stream().map(RebuildViews::difference).toList(),
                failure == null
                        ? null
                        : new Failure(failure.position(), failure.type(), failure.cause()),
                rebuild.schema(),
                options.verify(),
                options.keepOld(),
                options.first(),
                options.last(),
                rebuild.startedAt(),
                rebuild.endedAt());
    }

    private static Difference difference(Rebuild.Difference it) {
        return new Difference(it.table(), it.column(), it.key(), it.live(), it.rebuilt());
    }
}
