package souk.audit.command;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.audit.AsOf;
import souk.audit.AuditedId;
import souk.audit.CheckQuery.ShowDecided;
import souk.audit.StateView;
import souk.kernel.CommonRejection.NotFound;
import souk.kernel.Rejected;

import java.util.List;
import java.util.Map;

/** Tells what should be shown by now, from the events themselves. */
@Component
class DecidedQueries {

    private final Past past;
    private final List<Decided<?>> all;

    DecidedQueries(Past past, List<Decided<?>> all) {
        this.past = past;
        this.all = all;
    }

    @QueryHandler
    @SuppressWarnings("unchecked") // what is answered has fields
    StateView handle(ShowDecided query) {
        AuditedId subject = query.subject();
        Walk<?> walk = past.along(subject.id()).orElseThrow(() -> notFound(subject));
        walk.toPosition(past.records().head());
        AsOf asOf = walk.here().orElseThrow(() -> notFound(subject));
        Object state = walk.state().orElseThrow(() -> notFound(subject));
        Object answer =
                all.stream()
                        .filter(it -> it.type().isInstance(state))
                        .findFirst()
                        .map(it -> answer(it, state, asOf.version()))
                        .orElseThrow(() -> notFound(subject));
        return new StateView(
                subject.id(),
                subject.kind().type(),
                asOf,
                (Map<String, Object>)
                        past.trees()
                                .plain(past.trees().shown(answer, new Sight(false, () -> true))));
    }

    private static <T> Object answer(Decided<T> decided, Object state, long version) {
        return decided.answer(decided.type().cast(state), version);
    }

    private static Rejected notFound(AuditedId subject) {
        return new Rejected(new NotFound(subject.kind().one()));
    }
}
