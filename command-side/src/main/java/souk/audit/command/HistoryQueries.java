package souk.audit.command;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.AsOf;
import souk.audit.AuditedId;
import souk.audit.DifferenceView;
import souk.audit.HistoryItem;
import souk.audit.HistoryItem.Actor;
import souk.audit.HistoryPage;
import souk.audit.HistoryQuery.ShowDifference;
import souk.audit.HistoryQuery.ShowHistory;
import souk.audit.HistoryQuery.ShowState;
import souk.audit.HistoryRejection.NotYetThere;
import souk.audit.StateView;
import souk.kernel.CommonRejection.NotFound;
import souk.kernel.EventSecrets;
import souk.kernel.Moment;
import souk.kernel.Rejected;
import souk.kernel.proof.StoredRecord;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** Tells of the past, from the events themselves and by the folds of those who decide. */
@Component
class HistoryQueries {

    private record Seen(AsOf asOf, JsonNode state) {}

    private final Past past;
    private final Timeline timeline;
    private final Moments moments;
    private final EventSecrets secrets;

    HistoryQueries(Past past, Timeline timeline, Moments moments, EventSecrets secrets) {
        this.past = past;
        this.timeline = timeline;
        this.moments = moments;
        this.secrets = secrets;
    }

    @QueryHandler
    HistoryPage handle(ShowHistory query) {
        Timeline.Page page = timeline.page(query);
        var changes =
                new Changes(past, query.subject().id(), stream -> sight(stream, query.personal()));
        var causes = new Causes(page.known());
        List<HistoryItem> items =
                page.items().stream()
                        .map(event -> item(event, changes, causes, query.personal()))
                        .toList();
        return new HistoryPage(items, page.next(), page.total());
    }

    @QueryHandler
    @SuppressWarnings("unchecked") // a state has fields
    StateView handle(ShowState query) {
        Seen seen = seen(query.subject(), query.at(), query.personal());
        return new StateView(
                query.subject().id(),
                query.subject().kind().type(),
                seen.asOf,
                (Map<String, Object>) past.trees().plain(seen.state));
    }

    @QueryHandler
    DifferenceView handle(ShowDifference query) {
        AuditedId subject = query.subject();
        Moment from =
                query.from() == null
                        ? new Moment(mustBegin(subject).position(), null)
                        : query.from();
        Seen before = seen(subject, from, query.personal());
        Seen after = seen(subject, query.to(), query.personal());
        return new DifferenceView(
                subject.id(),
                subject.kind().type(),
                before.asOf,
                after.asOf,
                Patch.between(before.state, after.state, past.trees()::plain));
    }

    private Seen seen(AuditedId subject, @Nullable Moment at, boolean personal) {
        StoredRecord first = mustBegin(subject);
        long position = moments.mustHavePassed(at);
        if (first.position() > position) {
            throw new Rejected(
                    new NotYetThere(subject.kind().one(), first.position(), first.time()));
        }
        Walk<?> walk =
                past.along(subject.id(), first.streamType()).orElseThrow(() -> notFound(subject));
        walk.toPosition(position);
        JsonNode state =
                past.trees().shown(walk.state().orElseThrow(), sight(subject.id(), personal));
        return new Seen(walk.here().orElseThrow(), state);
    }

    private StoredRecord mustBegin(AuditedId subject) {
        return past.records().stream(subject.id(), 0, 1).stream()
                .findFirst()
                .orElseThrow(() -> notFound(subject));
    }

    private static Rejected notFound(AuditedId subject) {
        return new Rejected(new NotFound(subject.kind().one()));
    }

    private Sight sight(String stream, boolean personal) {
        return new Sight(personal, () -> secrets.isDisclosed(stream));
    }

    private HistoryItem item(Told event, Changes changes, Causes causes, boolean personal) {
        StoredRecord stored = event.stored();
        Origin origin = event.origin();
        return new HistoryItem(
                stored.position(),
                stored.sequence(),
                stored.stream(),
                stored.streamType(),
                stored.id(),
                stored.type(),
                stored.revision(),
                stored.time(),
                stored.recordedAt(),
                event.relation(),
                new Actor(origin.actor(), origin.role()),
                origin.command(),
                origin.correlationId(),
                origin.causationId(),
                causes.of(origin),
                payload(stored, sight(stored.stream(), personal)),
                changes.of(stored));
    }

    /** As it reads now: upcasters may have made several events of it, or none. */
    private @Nullable Object payload(StoredRecord stored, Sight sight) {
        List<Object> events =
                past.records().decode(stored).stream()
                        .filter(entry -> entry.event() != null)
                        .map(entry -> past.trees().shown(entry.event().payload(), sight))
                        .map(past.trees()::plain)
                        .toList();
        return switch (events.size()) {
            case 0 -> null;
            case 1 -> events.getFirst();
            default -> events;
        };
    }
}
