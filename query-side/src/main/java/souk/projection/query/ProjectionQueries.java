package souk.projection.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.platform.query.DeadLetters;
import souk.platform.query.Letter;
import souk.platform.query.Projections;
import souk.platform.query.rebuild.Rebuilds;
import souk.projection.AllProjections;
import souk.projection.DeadLetterPage;
import souk.projection.DeadLetterPage.DeadLetter;
import souk.projection.ProjectionQuery.FindDeadLetter;
import souk.projection.ProjectionQuery.FindProjection;
import souk.projection.ProjectionQuery.ListDeadLetters;
import souk.projection.ProjectionQuery.ListProjections;
import souk.projection.ProjectionRejection.DeadLetterNotFound;
import souk.projection.ProjectionRejection.ProjectionNotFound;
import souk.projection.ProjectionView;
import souk.projection.RebuildQuery.FindRebuild;
import souk.projection.RebuildRejection.RebuildNotFound;
import souk.projection.RebuildView;

import java.util.List;

/** Answers what is asked about projections. */
@Component
class ProjectionQueries {

    private final Projections projections;
    private final DeadLetters letters;
    private final Rebuilds rebuilds;

    ProjectionQueries(Projections projections, DeadLetters letters, Rebuilds rebuilds) {
        this.projections = projections;
        this.letters = letters;
        this.rebuilds = rebuilds;
    }

    @QueryHandler
    AllProjections handle(ListProjections query) {
        return new AllProjections(projections.names().stream().map(this::view).toList());
    }

    @QueryHandler
    ProjectionView handle(FindProjection query) {
        return view(mustExist(query.projection()));
    }

    @QueryHandler
    RebuildView handle(FindRebuild query) {
        return rebuilds.find(query.rebuildId())
                .filter(it -> it.projection().equals(query.projection()))
                .map(it -> RebuildViews.of(it, rebuilds))
                .orElseThrow(() -> new Rejected(new RebuildNotFound(query.rebuildId())));
    }

    @QueryHandler
    DeadLetterPage handle(ListDeadLetters query) {
        Cursor after = Cursor.parse(query.after());
        List<Letter> found =
                letters.page(
                        mustExist(query.projection()), after.time(), after.id(), query.limit() + 1);
        List<Letter> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new DeadLetterPage(
                page.stream().map(ProjectionQueries::deadLetter).toList(),
                found.size() > page.size() ? Cursor.behind(page.getLast()) : null);
    }

    @QueryHandler
    DeadLetter handle(FindDeadLetter query) {
        return letters.find(mustExist(query.projection()), query.letterId())
                .map(ProjectionQueries::deadLetter)
                .orElseThrow(() -> new Rejected(new DeadLetterNotFound(query.letterId())));
    }

    private String mustExist(String projection) {
        if (!projections.names().contains(projection)) {
            throw new Rejected(new ProjectionNotFound(projection));
        }
        return projection;
    }

    private ProjectionView view(String name) {
        Projections.Progress progress = projections.progress(name);
        return new ProjectionView(
                name,
                rebuilds.generation(name),
                progress.position(),
                progress.head(),
                progress.lag(),
                progress.rate(),
                letters.count(name),
                rebuilds.kept(name).orElse(null),
                rebuilds.latest(name).map(it -> RebuildViews.of(it, rebuilds)).orElse(null));
    }

    private static DeadLetter deadLetter(Letter letter) {
        return new DeadLetter(
                letter.id(),
                letter.sequence(),
                letter.indexInSequence(),
                letter.position(),
                letter.type(),
                letter.error(),
                letter.errorMessage(),
                letter.attempts(),
                letter.enqueuedAt(),
                letter.lastTouched());
    }
}
